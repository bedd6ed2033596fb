// IndexedDB, as promises of JSON text. What a record means is Rust's business; here are only its keys.
const NAME = "everchat";
// Raise it with a step in `migrate`; a page that knows an older one is told so by a `VersionError`.
const VERSION = 1;
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

/** Runs `work` over both stores; resolves once everything is kept. */
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

const json = (value) => JSON.stringify(value);
const messagesOf = (conversation) => IDBKeyRange.bound([conversation], [conversation, LAST]);

/** Tells the other tabs which conversations have changed, and whether their list has. */
const tell = (conversations, isListed) => new Set(conversations).forEach((id) => channel?.postMessage({ id, isListed }));

/** Keeps conversations and messages, and tells the other tabs. */
export async function put(text) {
  const { conversations, messages } = JSON.parse(text);
  await transact("readwrite", (c, m) => {
    conversations.forEach((conversation) => c.put(conversation));
    messages.forEach((message) => m.put(message));
  });
  tell([...conversations.map(({ id }) => id), ...messages.map(({ conversation }) => conversation)], conversations.length > 0);
}

/** The last messages of a conversation before a key, oldest first, and the conversation. */
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
    return json({ conversation: (await result(c.get(id))) ?? null, messages });
  });
}

/** Every conversation. */
export const list = () => transact("readonly", async (c) => json(await result(c.getAll())));

/** Some messages of all conversations, by key, after one. */
export const batch = (after, count) =>
  transact("readonly", async (c, m) => json(await result(m.getAll(after ? IDBKeyRange.lowerBound(JSON.parse(after), true) : null, count))));

/** Takes messages out, by their keys. */
export async function removeMessages(keys) {
  const parsed = JSON.parse(keys);
  await transact("readwrite", (c, m) => parsed.forEach((key) => m.delete(key)));
  tell(parsed.map(([conversation]) => conversation), false);
}

/** Takes a conversation out with its messages. */
export async function removeConversation(id) {
  await transact("readwrite", (c, m) => {
    c.delete(id);
    m.delete(messagesOf(id));
  });
  tell([id], true);
}

/** Calls back with the conversation that another tab has changed, and whether the list has. */
export function onChange(callback) {
  if (channel) channel.onmessage = ({ data }) => callback(data.id, data.isListed);
}

/** Asks the browser not to clear this away when it needs room. */
export async function persist() {
  return (await navigator.storage?.persist?.()) ?? false;
}

/** Bytes in use and bytes there may be, or nothing. */
export async function estimate() {
  const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
  return quota ? [usage, quota] : undefined;
}
