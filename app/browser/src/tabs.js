// The other tabs of this browser: what they change in the store, and what answers they write.
const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel("everchat") : undefined;
// Functions that end the writing of an answer, by its id.
const ends = new Map();

const lock = (answer) => `everchat-answer-${answer}`;

/** Tells the other tabs which conversations have changed in the store, and whether the list of conversations has. */
export const tellChange = (conversations, isListed) => new Set(conversations).forEach((id) => channel?.postMessage({ id, isListed }));

/** Calls back with the conversation that another tab has changed, and whether the list has changed too. */
export function onChange(callback) {
  channel?.addEventListener("message", ({ data }) => data.id && callback(data.id, data.isListed));
}

/** Tells the other tabs of new words of an answer, and how long its text and its reasoning were before. */
export const tellWords = (...words) => channel?.postMessage({ words });

/** Calls back with what another tab says by `tellWords`. */
export function onWords(callback) {
  channel?.addEventListener("message", ({ data }) => data.words && callback(...data.words));
}

/** This tab writes an answer, until `endWriting` or until the page is gone. */
export function beginWriting(answer) {
  const end = new Promise((resolve) => ends.set(answer, resolve));
  navigator.locks?.request(lock(answer), () => end).catch(() => {});
}

export function endWriting(answer) {
  ends.get(answer)?.();
  ends.delete(answer);
}

/** Whether a tab, perhaps this one, writes an answer. */
export async function isWritten(answer) {
  const locks = await navigator.locks?.query().catch(() => undefined);
  return locks?.held.some(({ name }) => name === lock(answer)) ?? false;
}

/** Resolves once no tab writes an answer any more. */
export const writingEnd = (answer) => navigator.locks.request(lock(answer), { mode: "shared" }, () => {});
