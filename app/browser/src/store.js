// IndexedDB, as promises of JSON text. What a record means is up to the Rust side; here are only its keys.
// Records are returned as `{conversations, messages}`.
const NAME = "everchat";
// Raise it with a step in `migrate`. A page of an older version then gets a `VersionError`.
const VERSION = 1;
// An array sorts after every number.
const LAST = [];

let opened;
const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(NAME) : undefined;

function migrate(db, from) {
  if (from < 1) {
    db.createObjectStore("conversations", { keyPath: "id" });
    // By time within its conversation, so that its end can be read alone.
    db.createObjectStore("messages", { keyPath: ["conversation", "at", "id"] });
  }
}

const result = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = ({ oldVersion }) => migrate(request.result, oldVersion);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const db = request.result;
      // Another tab has a newer page: make room for it.
      db.onversionchange = db.onclose = () => {
        db.close();
        opened = undefined;
      };
      resolve(db);
    };
  });
  opened.catch(() => (opened = undefined));
  return opened;
}

/** Runs `work` over both stores; resolves with its value once everything is saved. */
async function transact(mode, work) {
  const transaction = (await open()).transaction(["conversations", "messages"], mode);
  const ended = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new DOMException("", "AbortError"));
  });
  const [value] = await Promise.all([
    work(transaction.objectStore("conversations"), transaction.objectStore("messages")),
    ended,
  ]);
  return value;
}

const json = (conversations, messages) => JSON.stringify({ conversations, messages });
const messagesOf = (conversation) => IDBKeyRange.bound([conversation], [conversation, LAST]);

/** Tells the other tabs which conversations have changed, and whether the list of conversations has. */
const notify = (conversations, isListed) => new Set(conversations).forEach((id) => channel?.postMessage({ id, isListed }));

/** Saves conversations and messages. */
export async function put(records) {
  const { conversations, messages } = JSON.parse(records);
  await transact("readwrite", (c, m) => {
    conversations.forEach((conversation) => c.put(conversation));
    messages.forEach((message) => m.put(message));
  });
  notify([...conversations.map(({ id }) => id), ...messages.map(({ conversation }) => conversation)], conversations.length > 0);
}

/** A conversation, and its last messages or the last before a key, oldest first. */
export async function tail(id, before, count) {
  return transact("readonly", async (c, m) => {
    const range = before ? IDBKeyRange.bound([id], [id, ...JSON.parse(before)], false, true) : messagesOf(id);
    const messages = [];
    const cursors = m.openCursor(range, "prev");
    await new Promise((resolve, reject) => {
      cursors.onerror = () => reject(cursors.error);
      cursors.onsuccess = () => {
        const cursor = cursors.result;
        if (!cursor || messages.length === count) return resolve();
        messages.unshift(cursor.value);
        cursor.continue();
      };
    });
    const conversation = await result(c.get(id));
    return json(conversation ? [conversation] : [], messages);
  });
}

/** Every conversation. */
export const list = () => transact("readonly", async (c) => json(await result(c.getAll()), []));

/** Some messages of all conversations, in the order of their keys, after one key. */
export const batch = (after, count) =>
  transact("readonly", async (c, m) => json([], await result(m.getAll(after ? IDBKeyRange.lowerBound(JSON.parse(after), true) : null, count))));

/** Removes messages, by their keys. */
export async function removeMessages(keys) {
  const parsed = JSON.parse(keys);
  await transact("readwrite", (c, m) => parsed.forEach((key) => m.delete(key)));
  notify(parsed.map(([conversation]) => conversation), false);
}

/** Removes a conversation with its messages. */
export async function removeConversation(id) {
  await transact("readwrite", (c, m) => {
    c.delete(id);
    m.delete(messagesOf(id));
  });
  notify([id], true);
}

/** Calls back with the conversation that another tab has changed, and whether the list has changed too. */
export function onChange(callback) {
  if (channel) channel.onmessage = ({ data }) => callback(data.id, data.isListed);
}
