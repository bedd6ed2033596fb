// Each draws a growing text into an element: `push` adds words, `end` says that there are no more.
import DOMPurify from "dompurify";
import MarkdownIt from "markdown-it";
import { marked } from "marked";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import ReactMarkdown from "react-markdown";
import remarkGfm from "remark-gfm";
import { Streamdown } from "streamdown";
import * as smd from "streaming-markdown";
// Built by `cargo xtask bench`.
import initDrawing, { Answer } from "everchat-drawing";

interface Drawing {
  push(words: string): void;
  end(): void;
  free?(): void;
}

/** The memory of our program, which is loaded before the measuring begins, as the scripts of the others are. */
const { memory } = await initDrawing({ module_or_path: "drawing.wasm" });

/** Draws the whole text again with each word. */
function again(draw: (text: string) => void): Drawing {
  let text = "";
  return { push: (words) => draw((text += words)), end() {} };
}

function react(container: HTMLElement, view: (text: string) => any): Drawing {
  const root = createRoot(container);
  return again((text) => flushSync(() => root.render(view(text))));
}

const contenders: Record<string, (container: HTMLElement) => Drawing> = {
  everchat: (container) => new Answer(container),
  "streaming-markdown": (container) => {
    const parser = smd.parser(smd.default_renderer(container));
    return { push: (words) => smd.parser_write(parser, words), end: () => smd.parser_end(parser) };
  },
  "plain paragraphs": (container) => {
    let text = "";
    let paragraph = container.appendChild(document.createElement("p"));
    return {
      push(words) {
        const [first, ...more] = (text + words).split("\n\n");
        paragraph.textContent = first;
        text = first;
        for (const next of more) {
          paragraph = container.appendChild(document.createElement("p"));
          paragraph.textContent = text = next;
        }
      },
      end() {},
    };
  },
  streamdown: (container) => react(container, (text) => createElement(Streamdown, null, text)),
  "markdown-it": (container) => {
    const parser = new MarkdownIt();
    return again((text) => (container.innerHTML = parser.render(text)));
  },
  "marked + DOMPurify": (container) => again((text) => (container.innerHTML = DOMPurify.sanitize(marked.parse(text) as string))),
  "react-markdown": (container) =>
    react(container, (text) => createElement(ReactMarkdown, { remarkPlugins: [remarkGfm] }, text)),
};

/** 40,000 characters of what models write, in two languages. */
export function answer(length = 40_000): string {
  const parts = [
    "## How light bends\n\nWhen **white light** enters a drop of water it slows down and *bends*; each colour bends by a [little less](https://example.com/snell) than the one before, and `n = 1.33` says how much. What leaves the drop is a fan of colours.\n\n",
    "### 光的折射\n\n当**白光**进入水滴时，它会变慢并且*弯折*；每种颜色弯折的程度都略有不同，折射率 `n = 1.33` 说明了弯折多少。离开水滴的是一把彩色的扇子，我们把它叫作彩虹。\n\n",
    "1. Light enters the drop.\n2. It is reflected at the back:\n   - most of it **leaves**,\n   - some of it stays.\n3. 光线离开水滴，\n   进入我们的眼睛。\n\n",
    "| colour 颜色 | angle | wavelength |\n|---|--:|--:|\n| red 红 | 42.4° | 700 nm |\n| green 绿 | 41.5° | 530 nm |\n| violet 紫 | 40.5° | 400 nm |\n\n",
    '```python\ndef angle(wavelength):\n    """The angle under which we see a colour."""\n    n = 1.3199 + 6878 / wavelength ** 2\n    return 4 * asin(sqrt((4 - n * n) / 3) / n) - 2 * asin(sqrt((4 - n * n) / 3))\n\nfor name, nm in [("red", 700), ("violet", 400)]:\n    print(name, angle(nm))\n```\n\n',
    "> The rainbow is seen where the sun is *behind* the reader, and ~~never~~ rarely at noon.\n\n",
  ];
  let text = "";
  for (let n = 0; text.length < length; n++) text += parts[n % parts.length];
  return text.slice(0, length);
}

const PIECE = 16;

/** A task of its own, without the clamping of timers. */
function task(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (port1.close(), resolve());
    port2.postMessage(null);
  });
}

function begin(name: string): Drawing {
  document.body.replaceChildren();
  return contenders[name](document.body.appendChild(Object.assign(document.createElement("div"), { className: "prose" })));
}

/** Pushes all of the text, each piece laid out; the milliseconds of each push. */
async function flood(name: string, length?: number): Promise<number[]> {
  const text = answer(length);
  const drawing = begin(name);
  const times: number[] = [];
  for (let at = 0; at < text.length; at += PIECE) {
    const started = performance.now();
    drawing.push(text.slice(at, at + PIECE));
    void document.body.offsetHeight;
    times.push(performance.now() - started);
    await task();
  }
  drawing.end();
  const drawn = document.body.textContent!.length;
  if (drawn < text.length * 0.7) throw new Error(`${name} drew ${drawn} of ${text.length} characters`);
  return times;
}

/** 16 characters every 2 ms, drawn once a frame. */
async function pace(name: string): Promise<void> {
  const text = answer();
  const drawing = begin(name);
  const started = performance.now();
  for (let done = 0; done < text.length; ) {
    await new Promise(requestAnimationFrame);
    const due = Math.min(text.length, Math.floor((performance.now() - started) / 2) * PIECE);
    if (due > done) drawing.push(text.slice(done, due));
    done = due;
  }
  drawing.end();
}

/** Draws so many answers, one after the other, each in the place of the one before. Returns the memory of our program, in bytes. */
async function many(name: string, count: number): Promise<number> {
  const text = answer();
  for (let n = 0; n < count; n++) {
    const drawing = begin(name);
    for (let at = 0; at < text.length; at += 4_000) drawing.push(text.slice(at, at + 4_000));
    drawing.end();
    drawing.free?.();
  }
  document.body.replaceChildren();
  return memory.buffer.byteLength;
}

Object.assign(window, { flood, pace, many });
