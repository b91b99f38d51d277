// The page of one Octo. Texts from outside become text nodes; the only HTML that is put in as such is what the Octo's own
// renderer made of Markdown, which knows no element that does anything.
"use strict";

const $ = id => document.getElementById(id);
const conversation = stored("octo-conversation", () => "web:" + randomId());
const MOST_SHOWN = 500;
const MOST_CHARACTERS = 100_000;

function randomId() {
  return crypto.getRandomValues(new Uint32Array(4)).join("");
}

function stored(key, make) {
  try {
    let value = localStorage.getItem(key);
    if (!value) localStorage.setItem(key, value = make());
    return value;
  } catch (forbidden) { // a browser without storage: a conversation a page
    return make();
  }
}

function element(tag, attributes = {}, ...children) {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...children);
  return made;
}

async function api(path, options = {}) {
  const response = await fetch(path, {cache: "no-store", ...options});
  if (response.status === 401) logIn();
  return response;
}

const unsent = new Set(); // what is on its way to the Octo
let leaving = false;

// The session is over: the login is shown, and behind it there is what was not said yet.
function logIn() {
  if (leaving) return;
  leaving = true;
  storage(kept => kept.setItem("octo-draft", [...unsent, $("text").value].filter(Boolean).join("\n")));
  location.reload();
}

function storage(use) {
  try {
    return use(sessionStorage);
  } catch (forbidden) {
    return null;
  }
}

async function post(path, text) {
  unsent.add(text);
  try {
    return await api(path, {method: "POST", headers: {"Content-Type": "text/plain;charset=UTF-8"}, body: text});
  } finally {
    unsent.delete(text);
  }
}

// --- the conversation

function message(sender, own, content, at = new Date()) {
  return element("li", {className: own ? "octo" : "person"},
    element("span", {className: "who"}, sender + " ", element("time", {dateTime: at.toISOString(), textContent: clock(at)})), content);
}

function clock(at) {
  const today = at.toDateString() === new Date().toDateString();
  return at.toLocaleString([], today ? {timeStyle: "short"} : {dateStyle: "medium", timeStyle: "short"});
}

function said({number, sender, own, html, at}) {
  const text = element("div", {className: "text"});
  text.innerHTML = html;
  const item = message(sender, own, text, new Date(at));
  item.dataset.number = number;
  return item;
}

// An answer that is being made: what is told of it comes before its last element, which says how it stands.
function awaited(busy) {
  return stands(message(octo(), true, element("span")), working(), busy);
}

const working = () => element("span", {className: "working", textContent: "working"});

function stands(place, how, busy, good = true) {
  place.lastChild.replaceWith(how);
  place.ariaBusy = busy;
  place.classList.toggle("failure", !good);
  return place;
}

function fill(place, name, text, good) {
  const lines = text.split("\n").map(line => element("div", {textContent: line}));
  add(() => stands(place, element(name, {dir: "auto"}, ...lines), false, good));
}

// Adds to what is shown. A reader who is at the end stays there, and one who reads further up is left alone.
function add(change) {
  const log = $("log");
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  change();
  if (atEnd) scrollDown();
}

function scrollDown() {
  $("log").scrollTop = $("log").scrollHeight;
}

// A question under way by its id, and by "re " and its id the place of its answer: what the transcript has takes their places.
const underWay = new Map();
const hearing = new Set(); // the ids of the questions whose answers come to this page as they are made
let newest = null; // the number of the newest message of the transcript that is shown; null: it was not read yet

// Shows what is new there. What was said on the page meanwhile is below what was said before, and commands stay.
async function showTranscript() {
  const response = await api("/api/messages?conversation=" + conversation);
  if (!response.ok) return false;
  const items = await response.json();
  if (newest === null) offerOlder(response);
  add(() => {
    const others = new DocumentFragment();
    items.filter(item => newest === null || item.number > newest).forEach(item => place(item, others));
    newest === null ? $("messages").prepend(others) : $("messages").append(others);
    newest = Math.max(newest ?? 0, items.at(-1)?.number ?? 0); // what was asked for first may come last
    items.forEach(settle);
    while ($("messages").children.length > MOST_SHOWN) {
      $("messages").firstElementChild.remove();
      $("older").hidden = false;
    }
  });
  return true;
}

function offerOlder(response) {
  $("older").hidden = response.headers.get("Octo-Older") !== "true";
}

// What is read stays where it is.
async function showOlder() {
  const oldest = $("messages").querySelector("[data-number]")?.dataset.number;
  const response = await api("/api/messages?conversation=" + conversation + "&before=" + oldest);
  if (!response.ok) return;
  const older = (await response.json()).map(said);
  const log = $("log");
  const below = log.scrollHeight - log.scrollTop;
  offerOlder(response);
  $("messages").prepend(...older);
  log.scrollTop = log.scrollHeight - below;
}

function place(item, others) {
  const key = item.reply_to ? "re " + item.reply_to : item.id;
  const taken = underWay.get(key);
  underWay.delete(key);
  taken ? taken.replaceWith(said(item)) : others.append(said(item));
  if (item.under_way && !underWay.has("re " + item.id)) { // it was asked elsewhere, or before this page was loaded
    const answer = awaited(true);
    underWay.set("re " + item.id, answer);
    others.append(answer);
  }
}

// How an answer stands that does not come to this page as it is made.
function settle(item) {
  const answer = underWay.get("re " + item.id);
  if (!answer || hearing.has(item.id)) return;
  item.under_way ? stands(answer, working(), true) : fill(answer, "p", "It was not answered.", false);
}

const octo = () => document.querySelector("h1").textContent;

// What is told of an answer while it is made; returns how it ended: "answer" or "refusal", and its text.
async function heard(response, hear) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "", last = null;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const events = (rest + part.value).split("\n\n");
    rest = events.pop();
    for (const event of events) {
      const [name, ...data] = event.split("\n");
      last = {name: name.slice("event: ".length), text: data.map(line => line.slice("data: ".length)).join("\n")};
      if (last.name === "text") hear(last.text);
    }
  }
  if (!last || last.name === "text") throw new Error("cut");
  return last;
}

async function ask(text, waiting, id) {
  const response = await post("/api/ask?conversation=" + conversation + "&id=" + id, text);
  if (!response.ok) return refuse(waiting, await response.text(), id);
  const told = element("div", {className: "text told", dir: "auto"});
  const answer = await heard(response, piece => add(() => {
    if (!told.isConnected) waiting.lastChild.before(told);
    told.append(piece);
  }));
  if (await showTranscript()) return;
  told.remove();
  fill(waiting, "pre", answer.text, true);
}

function refuse(waiting, text, id) {
  underWay.delete(id);
  underWay.delete("re " + id);
  fill(waiting, "pre", text, false);
}

async function command(text, waiting) {
  const response = await post("/api/messages?conversation=" + conversation, text);
  fill(waiting, "pre", (await response.text()).trim(), response.ok);
}

async function say(text) {
  const asked = message("you", false, element("div", {className: "text told", dir: "auto", textContent: text}));
  const waiting = awaited(!text.startsWith("/"));
  const id = randomId();
  $("messages").append(asked, waiting);
  scrollDown();
  try {
    if (text.startsWith("/")) {
      await command(text, waiting);
    } else {
      underWay.set(id, asked).set("re " + id, waiting);
      hearing.add(id);
      await ask(text, waiting, id);
    }
  } catch (cut) {
    fill(waiting, "p", waiting.querySelector(".told") ? "The connection was cut; the answer is shown here when it is there."
      : "The Octo cannot be reached; your message may not have arrived.", false);
  } finally {
    hearing.delete(id);
  }
}

$("composer").addEventListener("submit", async event => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!text) return;
  $("text").value = "";
  fit();
  await say(text);
});

$("text").addEventListener("keydown", event => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $("composer").requestSubmit();
  }
});

function fit() {
  const text = $("text");
  add(() => {
    text.style.height = "auto";
    text.style.height = text.scrollHeight + text.offsetHeight - text.clientHeight + "px"; // with its borders
  });
  const length = text.value.trim().length;
  text.setCustomValidity(length <= MOST_CHARACTERS ? "" : "This has " + length + " characters; a message has " + MOST_CHARACTERS + " at the most.");
}
$("text").addEventListener("input", fit);

$("stop").addEventListener("click", () => say("/stop"));
$("older").addEventListener("click", () => showOlder().catch(() => {}));

// Where there is a key, there is a login, and one may leave.
async function offerLogOut() {
  const login = await fetch("/login", {redirect: "manual"});
  $("log-out").hidden = !login.ok;
}

$("log-out").addEventListener("click", async () => {
  await fetch("/logout", {method: "POST", redirect: "manual"});
  location.reload();
});

// --- the swarm

function ago(time) {
  if (!time) return "never";
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(time)) / 1000));
  if (seconds < 90) return seconds + " s ago";
  return seconds < 5400 ? Math.round(seconds / 60) + " min ago" : Math.round(seconds / 3600) + " h ago";
}

function lasts(seconds) {
  if (seconds < 90) return seconds + " s";
  if (seconds < 5400) return Math.round(seconds / 60) + " min";
  return seconds < 172800 ? Math.round(seconds / 3600) + " h" : Math.round(seconds / 86400) + " days";
}

function commandButton(label, line, question = "") {
  const button = element("button", {className: "small", type: "button", textContent: label, value: line});
  button.addEventListener("click", () => {
    if (!question || confirm(question)) say(line);
  });
  return button;
}

const tagsOf = known => known.capabilities.join(", ") || "no capabilities";

function peer(known) {
  return element("li", {},
    element("div", {className: "row"},
      element("b", {textContent: known.name}),
      element("span", {className: known.status, textContent: known.status})),
    element("div", {className: "quiet", textContent: tagsOf(known)}),
    element("div", {className: "row quiet"},
      element("span", {textContent: known.reason ? known.reason + "; last seen " + ago(known.last_seen) : known.url}),
      leave(known)));
}

function leave(known) {
  if (known.admission === "configured") {
    return commandButton("Remove", "/swarm remove " + known.name, "Remove " + known.name + " from the peers?");
  }
  return known.admission === "approved" ? commandButton("Forget", "/swarm forget " + known.name, "Take back the approval of " + known.name + "?")
    : element("span", {textContent: "found here"});
}

function waiting(found) {
  return element("li", {},
    element("div", {className: "row"},
      element("b", {textContent: found.name}),
      element("span", {className: "waiting", textContent: "waiting"})),
    element("div", {className: "quiet", textContent: tagsOf(found)}),
    element("div", {className: "row quiet"},
      element("span", {textContent: found.url + "; " + found.why}),
      ...(found.approvable ? [commandButton("Approve", "/swarm approve " + found.name, "Let " + found.name + " (" + found.url + ") into the swarm?")] : [])));
}

function task(known) {
  return element("li", {},
    element("div", {className: "row"},
      element("b", {textContent: known.text}),
      element("span", {className: known.state, textContent: known.state})),
    element("div", {className: "row quiet"},
      element("span", {textContent: [known.octo, known.progress, ago(known.created_at)].filter(Boolean).join(", ")}),
      element("span", {className: "buttons"}, ...taskButtons(known))));
}

function taskButtons({id, state, text}) {
  const line = "/swarm task " + id;
  const buttons = [commandButton("Show", line)];
  if (state === "paused") buttons.push(answerButton(line + " resume "));
  if (["pending", "running", "paused"].includes(state)) buttons.push(commandButton("Cancel", line + " cancel", "Cancel this task? " + text));
  return buttons;
}

function answerButton(line) {
  const button = element("button", {className: "small", type: "button", textContent: "Answer", value: line});
  button.addEventListener("click", () => {
    $("text").value = line + $("text").value;
    fit();
    $("text").focus();
  });
  return button;
}

function list(id, items, none) {
  draw(id, items.length ? items : [element("li", {className: "quiet", textContent: none})]);
}

// What is the same stays, and with it what is selected there; the button that has the keyboard keeps it.
function draw(id, items) {
  const focused = $(id).contains(document.activeElement) && document.activeElement.value;
  items.forEach((item, at) => {
    const shown = $(id).children[at];
    if (!shown) $(id).append(item);
    else if (!shown.isEqualNode(item)) shown.replaceWith(item);
  });
  while ($(id).children.length > items.length) $(id).lastElementChild.remove();
  if (focused) [...$(id).querySelectorAll("button")].find(button => button.value === focused)?.focus({preventScroll: true});
}

function showStatus(status) {
  $("about").textContent = status.role + ", version " + status.version + ", "
    + (status.capabilities.join(", ") || "no capabilities") + ", up " + lasts(status.uptime_seconds);
  list("peers", [...status.waiting.map(waiting), ...status.peers.map(peer)], "None yet. Others on this network appear by themselves, or add one:");
  draw("problems", status.problems.map(line => element("li", {textContent: line})));
  $("problems").hidden = status.problems.length === 0;
  const load = status.load;
  const details = {"Tasks": load.running + " of " + load.capacity + " running, " + load.queued + " waiting", ...status.details};
  draw("details", Object.entries(details).flatMap(([label, value]) =>
    [element("dt", {textContent: label}), element("dd", {textContent: value})]));
  $("mcp").textContent = location.protocol + "//" + location.hostname + ":" + status.port + "/mcp";
  showTasks();
}

async function showTasks() {
  const response = await api("/api/tasks");
  if (response.ok) list("tasks", (await response.json()).map(task), "None. /swarm post <task> begins one.");
}

$("add-peer").addEventListener("submit", event => {
  event.preventDefault();
  say("/swarm add " + $("peer-name").value.trim() + " " + $("peer-url").value.trim());
  event.target.reset();
});

// --- events

function badge(text, look) {
  $("connection").textContent = text;
  $("connection").className = "badge " + look;
}

const readTranscript = () => showTranscript().catch(() => {}); // the stream of events tells when the Octo is back

async function showResult(id) {
  if (await showTranscript()) await post("/api/results/" + encodeURIComponent(id) + "/receipt", "");
}

const MOST_SILENT_MS = 30_000; // the Octo tells its status every 10 s
let events = null;
let lastHeard = 0;

function listen() {
  events?.close();
  lastHeard = Date.now();
  const stream = events = new EventSource("/api/events?conversation=" + conversation);
  const on = (name, act) => stream.addEventListener(name, event => {
    lastHeard = Date.now();
    act(event);
  });
  on("open", () => {
    badge("connected", "live");
    readTranscript(); // an answer may have come meanwhile
  });
  on("status", event => showStatus(JSON.parse(event.data)));
  on("said", readTranscript);
  on("result", event => showResult(event.data));
  stream.addEventListener("error", () => {
    badge("not connected", "cut");
    if (stream.readyState === EventSource.CLOSED) readTranscript(); // refused: perhaps the session is over
  });
}

// A browser has six connections to an Octo for all its tabs: a tab that nobody sees holds none.
function listenWhileSeen() {
  if (!document.hidden) return listen();
  events?.close();
  badge("connecting", "");
}

// A connection may be dead without anybody telling.
function listenAgain() {
  if (document.hidden || (events.readyState !== EventSource.CLOSED && Date.now() - lastHeard < MOST_SILENT_MS)) return;
  badge("not connected", "cut");
  listen();
}

document.addEventListener("visibilitychange", listenWhileSeen);
addEventListener("online", listenWhileSeen);
setInterval(listenAgain, 3000);

$("text").value = storage(kept => kept.getItem("octo-draft")) ?? "";
storage(kept => kept.removeItem("octo-draft"));
fit();
offerLogOut().catch(() => {});
readTranscript();
listenWhileSeen();
