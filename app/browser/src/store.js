// IndexedDB, as promises of JSON text. What a record means is up to the Rust side; here are only its keys.
// Records are returned as `{conversations, messages}`.
import { tellChange } from "./tabs.js";

const NAME = "everchat";
// Raise it with a step in `migrate`. A page of an older version then gets a `VersionError`.
const VERSION = 1;
// An array sorts after every number.
const LAST = [];

let opened;

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

/**
 * Saves messages, and what changed of conversations. If another tab has deleted one of the conversations and the change is
 * only a part of it, nothing is saved and the result is false. What is brought back leaves as it is what another tab has
 * brought back before.
 */
export async function put(changes) {
  const { conversations, messages, undeletion } = JSON.parse(changes);
  const ids = new Set([...conversations.map(({ id }) => id), ...messages.map(({ conversation }) => conversation)]);
  const isSaved = await transact("readwrite", async (c, m) => {
    const stored = new Map();
    for (const id of ids) {
      stored.set(id, await result(c.get(id)));
      if (undeletion) messages.push(...(await result(m.getAll(messagesOf(id)))));
    }
    for (const change of conversations) {
      const before = stored.get(change.id);
      const after = { ...before, ...change, options: { ...before?.options, ...change.options } };
      stored.set(change.id, undeletion ? { ...after, ...before } : after);
    }
    if ([...stored.values()].some((conversation) => conversation?.created === undefined)) return false;
    conversations.forEach(({ id }) => c.put(stored.get(id)));
    messages.forEach((message) => m.put(message));
    return true;
  });
  if (isSaved) tellChange(ids, conversations.length > 0);
  return isSaved;
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

/** Some messages of conversations, one after the other, each from its beginning; of the first those after a key. */
export const messagesIn = (conversations, after, count) =>
  transact("readonly", async (c, m) => {
    const messages = [];
    let start = after ? JSON.parse(after) : [];
    for (const id of JSON.parse(conversations)) {
      if (messages.length >= count) break;
      const range = IDBKeyRange.bound([id, ...start], [id, LAST], start.length > 0);
      messages.push(...(await result(m.getAll(range, count - messages.length))));
      start = [];
    }
    return json([], messages);
  });

/** Removes a conversation with its messages; resolves with them. */
export async function removeConversation(id) {
  const removed = await transact("readwrite", async (c, m) => {
    const conversation = await result(c.get(id));
    const messages = await result(m.getAll(messagesOf(id)));
    c.delete(id);
    m.delete(messagesOf(id));
    return json(conversation ? [conversation] : [], messages);
  });
  tellChange([id], true);
  return removed;
}
