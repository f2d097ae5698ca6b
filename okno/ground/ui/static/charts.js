// Charts: draws what stands in data-chart as SVG, in the colours of the theme; the table opens by a button and by `v`.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const language = document.documentElement.lang || "ru";
  const shown = new Map();
  const DASHES = ["solid", [7, 4], [2, 3], [10, 3, 2, 3], [4, 2]];
  const SIGNS = ["circle", "rect", "triangle", "diamond", "pin"];
  // The first series is plain, the later ones are hatched: they are told apart without their colours.
  const HATCHES = [
    { symbol: "none" },
    { dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 },
    { symbol: "circle", dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [5, 0], symbolSize: 0.5 },
    { dashArrayX: [1, 0], dashArrayY: [1, 5], rotation: Math.PI / 4 },
    { dashArrayX: [1, 0], dashArrayY: [2, 3] },
  ];
  const TONES = { accent: "--accent", quiet: "--edge", good: "--good", warn: "--risk", bad: "--bad" };
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // Whole numbers come; the words of the language are the browser's.
  const formats = {
    count: [{ maximumFractionDigits: 0 }, { notation: "compact" }, 1],
    minor: [{ style: "currency", currency: "RUB" }, { notation: "compact", maximumFractionDigits: 1 }, 100],
    days: [{ style: "unit", unit: "day", unitDisplay: "short" }, { notation: "compact" }, 1],
    bp: [{ style: "percent", maximumFractionDigits: 2 }, { style: "percent", maximumFractionDigits: 1 }, 10000],
  };
  function speaker(unit, onAxis) {
    const [exact, short, scale] = formats[unit] ?? formats.count;
    const format = new Intl.NumberFormat(language, onAxis ? short : exact);
    return (value) => (value === null || value === undefined || value === "-" ? "—" : format.format(value / scale));
  }

  function element(tag, text, ...parts) {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    made.append(...parts);
    return made;
  }
  // The tip is built of elements: a string of markup with styles of its own would be against the policy.
  function tip(told, drawn) {
    return (points) => {
      const lines = (Array.isArray(points) ? points : [points]).flatMap((point) => [
        element("dt", point.seriesName), element("dd", told(drawn.series[point.seriesIndex].values[point.dataIndex])),
      ]);
      const first = Array.isArray(points) ? points[0] : points;
      const box = element("div", "", element("b", drawn.labels[first.dataIndex]), element("dl", "", ...lines));
      box.className = "chart-tip";
      return box;
    };
  }

  function lineOf(series, place, ink) {
    // A level is a line: signs on it would pretend to be measurements.
    const isLevel = series.look === "line" && new Set(series.values).size === 1;
    const kind = series.look === "dots" ? "scatter" : "line";
    return {
      type: kind, symbol: SIGNS[place % SIGNS.length], symbolSize: series.look === "dots" ? 9 : 6, connectNulls: false,
      showSymbol: !isLevel && series.values.length <= 60,
      lineStyle: { width: 2, type: DASHES[place % DASHES.length], color: ink }, itemStyle: { color: ink },
      ...(series.look === "area" ? { areaStyle: { color: ink, opacity: 0.14 } } : {}),
    };
  }
  function barOf(series, place, ink, drawn, told) {
    const isRow = drawn.look === "rows" || drawn.look === "funnel";
    const alone = drawn.series.length === 1 && (isRow || drawn.labels.length <= 12);
    const hatch = HATCHES[place % HATCHES.length];
    return {
      type: "bar", barMaxWidth: isRow ? 18 : 44, barGap: "12%",
      itemStyle: { color: ink, borderRadius: series.stack ? 0 : 2, decal: { color: token("--ground"), ...hatch } },
      label: {
        show: alone,
        position: isRow ? "right" : "top",
        color: token("--ink-2"),
        formatter: (point) => told(series.values[point.dataIndex]),
      },
    };
  }
  function seriesOf(drawn, told) {
    return drawn.series.map((series, place) => {
      const ink = token(TONES[series.tone] ?? TONES.accent);
      const isBar = series.look === "bar" && drawn.look !== "lines";
      return {
        name: series.name,
        data: series.values.map((value) => value ?? "-"),
        stack: series.stack || undefined,
        animation: false,
        emphasis: { disabled: true },
        ...(isBar ? barOf(series, place, ink, drawn, told) : lineOf(series, place, ink)),
      };
    });
  }

  function axes(drawn, narrow) {
    const isRow = drawn.look === "rows" || drawn.look === "funnel";
    const quiet = { color: token("--ink-3"), fontSize: 12, fontFamily: getComputedStyle(document.body).fontFamily };
    const named = {
      type: "category",
      data: drawn.labels,
      inverse: isRow,
      boundaryGap: drawn.look !== "lines" || drawn.series.some(({ look }) => look === "dots"),
      axisTick: { show: false }, axisLine: { show: !isRow, lineStyle: { color: token("--line-strong") } },
      axisLabel: {
        ...quiet,
        hideOverlap: true,
        overflow: "truncate",
        ...(isRow ? { width: narrow ? 110 : 220, color: token("--ink-2"), interval: 0 } : {}),
      },
    };
    const measured = {
      type: "value",
      minInterval: drawn.unit === "bp" ? 100 : 1,
      splitNumber: narrow ? 3 : 4,
      show: !(isRow && drawn.series.length === 1),
      axisLabel: { ...quiet, hideOverlap: true, formatter: speaker(drawn.unit, true) },
      splitLine: { lineStyle: { color: token("--line") } },
    };
    return isRow ? { xAxis: measured, yAxis: named } : { xAxis: named, yAxis: measured };
  }

  // The names of series stand in as many lines as they need: the picture begins below.
  const ruler = document.createElement("canvas").getContext("2d");
  const SIGN = 22, GAP = 16, LINE = 22;
  function legendLines(drawn, width, font) {
    if (drawn.series.length < 2) return 0;
    ruler.font = `${font.fontSize}px ${font.fontFamily}`;
    let lines = 1, filled = 0;
    for (const { name } of drawn.series) {
      const wide = Math.min(ruler.measureText(name).width, width - 60) + SIGN + GAP;
      if (filled && filled + wide > width) { lines += 1; filled = 0; }
      filled += wide;
    }
    return lines;
  }

  function optionsOf(drawn, width) {
    const told = speaker(drawn.unit, false);
    const narrow = width < 520;
    const font = { color: token("--ink-2"), fontSize: 12, fontFamily: getComputedStyle(document.body).fontFamily };
    const lines = legendLines(drawn, width, font);
    const widest = width - 60;
    // Only a bar of its own has its figure at its end.
    const hasLabels = drawn.series.length === 1 && drawn.look !== "columns" && drawn.look !== "lines";
    return {
      animation: false, textStyle: font,
      grid: {
        left: 4,
        right: hasLabels ? (drawn.unit === "minor" ? 110 : 56) : 16,
        top: lines ? 14 + lines * LINE : 20,
        bottom: 4,
        outerBoundsMode: "same",
        outerBoundsContain: "axisLabel",
      },
      legend: {
        show: lines > 0,
        left: 0,
        top: 0,
        padding: 0,
        itemGap: 10,
        itemWidth: SIGN,
        itemHeight: 10,
        selectedMode: false,
        textStyle: font,
        formatter: (name) =>
          ruler.measureText(name).width > widest ? `${name.slice(0, Math.floor(widest / 8))}…` : name,
      },
      tooltip: {
        trigger: "axis",
        axisPointer: {
          type: drawn.look === "lines" ? "line" : "shadow",
          animation: false,
          lineStyle: { color: token("--edge") },
          shadowStyle: { color: token("--ink"), opacity: 0.05 },
        },
        confine: true,
        transitionDuration: 0,
        backgroundColor: token("--surface"),
        borderColor: token("--line-strong"),
        borderWidth: 1,
        padding: [8, 12],
        textStyle: font,
        formatter: tip(told, drawn),
      },
      ...axes(drawn, narrow), series: seriesOf(drawn, told),
    };
  }

  function draw(figure) {
    const place = figure.querySelector(".chart-picture");
    if (!place || !place.clientWidth) return;
    const drawn = JSON.parse(figure.dataset.chart);
    const kept = shown.get(figure) ?? echarts.init(place, null, { renderer: "svg" });
    shown.set(figure, kept);
    kept.setOption(optionsOf(drawn, place.clientWidth), true);
  }
  // A picture that changes its width is drawn anew: what fits in a line may be another thing.
  const watch = new ResizeObserver((changes) => {
    for (const { target } of changes) {
      const figure = target.closest("[data-chart]");
      if (shown.get(figure)?.getWidth() === target.clientWidth) continue;
      shown.get(figure)?.resize();
      draw(figure);
    }
  });

  let tables = false;
  function tell(figure, isOpen) {
    figure.classList.toggle("chart-told", isOpen);
    figure.querySelector("[data-chart-switch]")?.setAttribute("aria-pressed", String(isOpen));
    // A table wider than the screen is scrolled by keys too.
    const table = figure.querySelector(".chart-table");
    if (table && isOpen && table.scrollWidth > table.clientWidth) table.tabIndex = 0;
    else table?.removeAttribute("tabindex");
  }
  function settle() {
    for (const [figure, kept] of shown) {
      if (figure.isConnected) continue;
      kept.dispose();
      shown.delete(figure);
    }
    for (const figure of all("[data-chart]")) {
      const place = figure.querySelector(".chart-picture");
      if (!place || shown.has(figure)) continue;
      draw(figure);
      watch.observe(place);
      tell(figure, tables);
    }
    // One key for all the pictures of a page, so that `?` lists it once.
    for (const later of all("#page [data-chart-switch]").slice(1)) later.removeAttribute("data-key");
  }
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-chart-switch]");
    if (!pressed) return;
    const figure = pressed.closest("[data-chart]");
    const isOpen = !figure.classList.contains("chart-told");
    if (event.isTrusted) return tell(figure, isOpen);
    // By its key: all the tables of the page at once, and those that a filter brings.
    tables = isOpen;
    for (const one of all("[data-chart]")) tell(one, isOpen);
  });
  const redraw = new MutationObserver(() => shown.forEach((_, figure) => draw(figure)));
  redraw.observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  document.addEventListener("htmx:afterSettle", settle);
  settle();
  window.okno.charts = { count: () => shown.size };
})();
