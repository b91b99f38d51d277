package io.octoswarm.conversation;

/** A result waits to be delivered; it is on the disk. Published on the thread that ended the task. */
public record DeliveryDue(Delivery delivery) {}
