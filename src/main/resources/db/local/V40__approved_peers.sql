-- Peers found on the network that a person has let in, by name and address: another address is another peer.
create table approved_peer (
    name        text not null, -- in lower case
    url         text not null,
    approved_at text not null,
    primary key (name, url)
);
