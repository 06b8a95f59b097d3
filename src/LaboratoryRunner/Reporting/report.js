'use strict';
// Draws the charts of the page from the JSON inside it, in place of the pictures that stand there without scripts.
(() => {
  const charts = JSON.parse(document.getElementById('charts').textContent);
  const palette = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#8B8B8B', '#B8860B'];
  // Curves beyond the eighth have a colour again, and another mark.
  const symbols = ['emptyCircle', 'emptyTriangle', 'emptyRect', 'emptyDiamond'];
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const shown = v => v === null || v === undefined ? '–'
    : v !== 0 && (Math.abs(v) >= 1e6 || Math.abs(v) < 1e-3) ? v.toExponential(3) : String(Number(v.toPrecision(5)));

  // The ticks of a logarithmic axis are powers of ten, and are read as such.
  const raised = exponent => String(exponent).replace(/[-0-9]/g, c => c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)]);
  const power = v => {
    const exponent = Math.round(Math.log10(v));
    const isPower = Math.abs(v / 10 ** exponent - 1) < 1e-9;
    return isPower && (exponent < -2 || exponent > 3) ? `10${raised(exponent)}` : shown(v);
  };

  const axis = (spec, gap, scale, min) => ({
    type: spec.logarithmic ? 'log' : 'value', name: spec.title, nameLocation: 'middle', nameGap: gap, scale, min,
    nameTextStyle: { color: colour('--soft') },
    axisLabel: { color: colour('--soft'), formatter: spec.logarithmic ? power : shown, hideOverlap: true },
    axisLine: { show: true, lineStyle: { color: colour('--rule') } }, splitLine: { lineStyle: { color: colour('--rule') } },
  });

  // A band between two curves, or whiskers around points: drawn in the axes' own scale, so also where that is logarithmic.
  const interval = (series, index) => ({
    name: series.name, type: 'custom', silent: true, z: 1, itemStyle: { color: palette[index % palette.length] }, tooltip: { show: false },
    encode: { x: 0, y: [1, 2] },
    data: series.x.map((x, i) => [x, series.low[i], series.high[i]]).filter(p => p[1] !== null && p[2] !== null),
    renderItem: (params, api) => {
      const fill = palette[index % palette.length];
      if (series.style === 'points' || series.style === 'bars') {
        const low = api.coord([api.value(0), api.value(1)]), high = api.coord([api.value(0), api.value(2)]);
        const line = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: fill, lineWidth: 1.5 } });
        return { type: 'group', children: [line(low[0], low[1], high[0], high[1]), line(low[0] - 4, low[1], low[0] + 4, low[1]),
          line(high[0] - 4, high[1], high[0] + 4, high[1])] };
      }
      if (params.dataIndex > 0) return null;
      const at = k => series.x.map((x, i) => [x, series[k][i]]).filter(p => p[1] !== null).map(p => api.coord(p));
      return { type: 'polygon', shape: { points: at('high').concat(at('low').reverse()) }, style: { fill, opacity: 0.18 } };
    },
  });

  const curve = (series, index) => ({
    name: series.name, type: series.style === 'points' ? 'scatter' : series.style === 'bars' ? 'bar' : 'line', z: 2,
    color: palette[index % palette.length], symbolSize: 7, symbol: symbols[Math.floor(index / palette.length) % symbols.length], showSymbol: series.style === 'line' && series.x.length <= 40,
    lineStyle: { width: 2, type: series.style === 'dashed' ? 'dashed' : 'solid' }, barMaxWidth: 22,
    data: series.x.map((x, i) => [x, series.y[i]]),
  });

  const tools = () => ({ right: 8, top: 0, iconStyle: { borderColor: colour('--soft') },
    feature: { dataZoom: { title: { zoom: 'Zoom', back: 'Back' } }, restore: { title: 'Restore' }, saveAsImage: { title: 'Save' } } });
  const text = () => ({ color: colour('--ink') });

  // How many rows the names of all curves fill at some width, as the plot begins below them.
  const legendRows = (chart, width) => {
    let rows = 1, filled = 0;
    for (const series of chart.series) {
      const length = 52 + 6.6 * series.name.length;
      if (filled > 0 && filled + length > width - 40) { rows++; filled = 0; }
      filled += length;
    }
    return rows;
  };

  const curves = (chart, width) => {
    const named = chart.series.length > 1;
    const values = chart.series.flatMap(s => [...s.y, ...(s.low ?? []), ...(s.high ?? [])]).filter(v => v !== null);
    // Zero belongs to the picture, unless all values are far from it and there are no bars that stand on it.
    const far = !chart.series.some(s => s.style === 'bars') && Math.min(...values) > 0.6 * Math.max(...values);
    const firsts = chart.series.flatMap(s => s.x);
    return {
      animation: false, backgroundColor: 'transparent', textStyle: text(), toolbox: tools(),
      grid: { left: 74, right: 24, top: named ? 44 + 24 * legendRows(chart, width) : 40, bottom: 56 },
      legend: { show: named, top: 30, textStyle: text(), data: chart.series.map(s => s.name) },
      tooltip: { trigger: 'axis', confine: true, valueFormatter: shown, backgroundColor: colour('--panel'), borderColor: colour('--rule'), textStyle: text() },
      xAxis: { ...axis(chart.x, 32, true, chart.x.logarithmic ? 'dataMin' : undefined),
        max: chart.x.logarithmic && Math.max(...firsts) > Math.min(...firsts) ? 'dataMax' : undefined },
      yAxis: axis(chart.y, 56, far),
      dataZoom: [{ type: 'inside', filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false }],
      series: chart.series.flatMap((s, i) => s.low ? [curve(s, i), interval(s, i)] : [curve(s, i)]),
    };
  };

  const surface = chart => {
    const log = chart.scale.logarithmic;
    const cells = chart.values.flatMap((row, r) => row.map((v, c) => [c, r, v === null || (log && v <= 0) ? null : log ? Math.log10(v) : v, v]))
      .filter(cell => cell[2] !== null);
    const values = cells.map(cell => cell[2]);
    const category = (spec, data, gap) => ({ type: 'category', data, name: spec.title, nameLocation: 'middle', nameGap: gap,
      nameTextStyle: { color: colour('--soft') }, axisLabel: { color: colour('--soft') } });
    return {
      animation: false, backgroundColor: 'transparent', textStyle: text(), toolbox: tools(),
      grid: { left: 84, right: 120, top: 40, bottom: 56 },
      tooltip: { confine: true, formatter: p => `${chart.columns[p.value[0]]} × ${chart.rows[p.value[1]]}: <b>${shown(p.value[3])}</b>` },
      xAxis: category(chart.x, chart.columns, 32), yAxis: category(chart.y, chart.rows, 62),
      visualMap: { min: Math.min(...values), max: Math.max(...values), dimension: 2, calculable: true, right: 0, top: 'middle', textStyle: text(),
        formatter: v => shown(log ? 10 ** v : v), text: [chart.scale.title, ''], inRange: { color: ['#440154', '#3b528b', '#21918c', '#5ec962', '#fde725'] } },
      series: [{ type: 'heatmap', data: cells, itemStyle: { borderColor: colour('--paper'), borderWidth: 1 } }],
    };
  };

  const live = charts.map(chart => {
    const place = document.querySelector(`#chart-${CSS.escape(chart.name)} .picture`);
    place.replaceChildren();
    place.classList.add('live');
    const instance = echarts.init(place, null, { renderer: 'svg' });
    return { instance, draw: () => instance.setOption(chart.series ? curves(chart, place.clientWidth) : surface(chart), true) };
  });
  live.forEach(l => l.draw());
  dark.addEventListener('change', () => live.forEach(l => l.draw()));
  window.addEventListener('resize', () => live.forEach(l => { l.instance.resize(); l.draw(); }));
  document.documentElement.dataset.charts = String(live.length);
})();
