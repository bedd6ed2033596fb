// Which strings may become HTML or a script (Trusted Types, https://www.w3.org/TR/trusted-types/): the framework's own
// templates and the address of the service worker. Nothing that was received over the network.
{
  // Text, and elements without a link, a source, a style or an event handler.
  const TEMPLATE = /^(<\/?\w+( (aria-[a-z]+|class|d|hidden|role|type|value|viewbox)="[^"<>]*")*\/?>|<!>|[^<>])*$/i;
  const FORBIDDEN = /<(script|style|iframe|object|embed)/i;
  const refuse = (value) => {
    throw new TypeError(value);
  };
  globalThis.trustedTypes?.createPolicy("default", {
    createHTML: (html) => (TEMPLATE.test(html) && !FORBIDDEN.test(html) ? html : refuse(html)),
    createScriptURL: (url) => (url === "/sw.js" ? url : refuse(url)),
  });
}
