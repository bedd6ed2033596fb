// Loads the drawing of charts, which the document names, when the first chart is shown.
let loading;

function load() {
  loading ??= import(document.querySelector("meta[name=charts]").content).catch((error) => {
    // The next chart tries again.
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Whether the chart stands; not without a network, or if the site has got a newer version. */
export async function drawChart(canvas, spec) {
  try {
    const { draw } = await load();
    if (canvas.isConnected) draw(canvas, JSON.parse(spec));
    return true;
  } catch {
    return false;
  }
}

export function removeChart(canvas) {
  loading?.then(({ remove }) => remove(canvas));
}
