// What may become HTML or a script by way of a string (Trusted Types, https://www.w3.org/TR/trusted-types/): the
// program's own drawings, which the framework makes from templates, and the service worker. Nothing that was received.
{
  // Elements without a link, a source, a style or a handler, and text.
  const OWN = /^(<\/?\w+( (aria-[a-z]+|class|d|hidden|role|type|value|viewbox)="[^"<>]*")*\/?>|<!>|[^<>])*$/i;
  const NOT_OWN = /<(script|style|iframe|object|embed)/i;
  const refuse = (what) => {
    throw new TypeError(what);
  };
  globalThis.trustedTypes?.createPolicy("default", {
    createHTML: (html) => (OWN.test(html) && !NOT_OWN.test(html) ? html : refuse(html)),
    createScriptURL: (url) => (url === "/sw.js" ? url : refuse(url)),
  });
}
