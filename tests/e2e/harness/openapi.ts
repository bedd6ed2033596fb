import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./paths";

// Random requests after the API's own description: most of each is as described, and some of it is not.

/* eslint-disable @typescript-eslint/no-explicit-any */
export const DESCRIPTION: any = JSON.parse(readFileSync(join(ROOT, "public/openapi.json"), "utf8"));
export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "QUERY"];

export interface Wild {
  method: string;
  path: string;
  headers: [string, string][];
  body: string | undefined;
}

interface Operation {
  method: string;
  path: string;
  parameters: any[];
  schema: any;
}

function resolve(schema: any): any {
  if (!schema?.$ref) return schema;
  return schema.$ref.slice(2).split("/").reduce((at: any, name: string) => at[name], DESCRIPTION);
}

/** The path with an example in place of its parameter. */
const concrete = (path: string, parameters: any[]) =>
  path.replace(/\{(\w+)\}/, (_, name) => encodeURIComponent(parameters.find((parameter) => parameter.name === name).schema.enum.at(-1)));

export const OPERATIONS: Operation[] = Object.entries<any>(DESCRIPTION.paths).flatMap(([path, item]) =>
  Object.entries<any>(item)
    .filter(([method]) => method !== "parameters")
    .map(([method, operation]) => {
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(resolve);
      const schema = operation.requestBody?.content["application/json"].schema;
      return { method: method.toUpperCase(), path: `/api${concrete(path, parameters)}`, parameters, schema };
    }),
);

/** Anything at all, where something certain was expected. */
const anything = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.constantFrom<any>(null, true, -1, 0, 1e308, -1e308, 0.1, 2 ** 53, "", "auto", [], {}, [[[[[]]]]], { __proto__: { a: 1 } }, "\ud800", "\u0000"),
);

/** A value after a schema; one in so many is not. What is refused as a rule is rarely there. */
function valueOf(schema: any): fc.Arbitrary<any> {
  if (schema["x-everchat-needs-permission"]) {
    return fc.oneof({ weight: 40, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: good(schema) });
  }
  return fc.oneof({ weight: 12, arbitrary: good(resolve(schema)) }, { weight: 1, arbitrary: anything });
}

function good(schema: any): fc.Arbitrary<any> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if ("const" in schema) return fc.constant(schema.const);
  if (schema.oneOf) return fc.oneof(...schema.oneOf.map(valueOf));
  const { minimum: min, maximum: max } = schema;
  switch (schema.type) {
    case "object": {
      const fields = Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, valueOf(inner)] as const);
      const requiredKeys = schema.required ?? [];
      return fc.oneof({ weight: 9, arbitrary: fc.record(Object.fromEntries(fields), { requiredKeys }) }, { weight: 1, arbitrary: fc.record(Object.fromEntries(fields), { requiredKeys: [] }) });
    }
    case "array":
      return fc.array(valueOf(schema.items), { minLength: schema.minItems ?? 0, maxLength: 4 });
    case "integer":
      return fc.oneof(fc.integer({ min: min ?? -10, max: max ?? 5000 }), fc.maxSafeInteger());
    case "number":
      return fc.double({ min, max, noNaN: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return fc.oneof(fc.string({ maxLength: 60 }), fc.string({ unit: "grapheme", maxLength: 60 }), fc.constantFrom("auto", "gemini", "你好"));
  }
}

/** What a header may carry at all. */
const headerText = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).filter((code) => code !== 0x7f).map((code) => String.fromCharCode(code)), maxLength: 80 });

const SOME_HEADERS: fc.Arbitrary<[string, string]>[] = [
  fc.tuple(fc.constant("authorization"), fc.oneof(headerText, headerText.map((text) => `Bearer ${text}`), fc.constantFrom("Bearer", "Basic eDp5", "bearer x"))),
  fc.tuple(fc.constant("cookie"), fc.oneof(headerText, fc.tuple(fc.nat(), fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), maxLength: 64 })).map(([ends, digits]) => `everchat=1.${ends}.${digits}`))),
  fc.tuple(fc.constant("origin"), fc.oneof(fc.webUrl(), fc.constantFrom("null", "", "https://", "file://", "http://127.0.0.1"))),
  fc.tuple(fc.constantFrom("x-everchat-exclude", "x-everchat-count-tokens", "accept-language", "accept", "sec-fetch-site", "cf-connecting-ip", "x-forwarded-for", "range", "if-none-match", "accept-encoding", "user-agent"), headerText),
  fc.tuple(fc.stringMatching(/^x-[a-z]{1,20}$/), headerText),
];

const contentType: fc.Arbitrary<[string, string]> = fc.oneof(
  { weight: 9, arbitrary: fc.constant<[string, string]>(["content-type", "application/json"]) },
  { weight: 1, arbitrary: fc.tuple(fc.constant("content-type"), fc.oneof(headerText, fc.constantFrom("text/plain", "application/json; charset=utf-16", "multipart/form-data"))) },
);

/** The query, which is text after all. */
const query = (operation: Operation) =>
  fc.array(
    fc.tuple(fc.constantFrom(...operation.parameters.filter(({ in: where }) => where === "query").map(({ name }) => name), "x"), fc.oneof(fc.constantFrom("en", "zh", "json", "markdown", "owner"), fc.string({ maxLength: 20 }))),
    { maxLength: 3 },
  );

/** One wild request. */
export const wild: fc.Arbitrary<Wild> = fc.constantFrom(...OPERATIONS, ...OPERATIONS.filter(({ schema }) => schema)).chain((operation) =>
  fc
    .record({
      method: fc.oneof({ weight: 9, arbitrary: fc.constant(operation.method) }, { weight: 1, arbitrary: fc.constantFrom(...METHODS) }),
      suffix: fc.oneof({ weight: 15, arbitrary: fc.constant("") }, { weight: 1, arbitrary: fc.constantFrom("/", "//", "/..", "/%2e%2e/report", "%00", "/x", ";x") }),
      pairs: query(operation),
      headers: fc.array(fc.oneof(...SOME_HEADERS), { maxLength: 4 }),
      type: contentType,
      value: operation.schema ? valueOf(operation.schema) : fc.constant(undefined),
      spoilt: fc.oneof({ weight: 9, arbitrary: fc.constant<string | undefined>(undefined) }, { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 300 }) }),
    })
    .map(({ method, suffix, pairs, headers, type, value, spoilt }) => {
      const text = pairs.map(([name, told]) => `${name}=${encodeURIComponent(told.toWellFormed())}`).join("&");
      const body = operation.schema && !["GET", "HEAD", "TRACE"].includes(method) ? (spoilt ?? JSON.stringify(value)) : undefined;
      return { method, path: operation.path + suffix + (text && `?${text}`), headers: body === undefined ? headers : [type, ...headers], body };
    }),
);
