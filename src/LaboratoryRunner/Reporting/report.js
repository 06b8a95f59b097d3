'use strict';
// Draws the charts of the page from the JSON inside it, in place of the pictures that stand there without scripts.
(() => {
  const charts = JSON.parse(document.getElementById('charts').textContent);
  const palette = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#8B8B8B', '#B8860B'];
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const shown = v => v === null || v === undefined ? '–'
    : v !== 0 && (Math.abs(v) >= 1e6 || Math.abs(v) < 1e-3) ? v.toExponential(3) : String(Number(v.toPrecision(5)));

  const axis = (spec, gap, name) => ({
    type: spec.logarithmic ? 'log' : 'value', name: spec.title, nameLocation: 'middle', nameGap: gap, scale: name === 'x',
    nameTextStyle: { color: colour('--soft') }, axisLabel: { color: colour('--soft'), formatter: v => shown(v), hideOverlap: true },
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
    color: palette[index % palette.length], symbolSize: 7, showSymbol: series.style === 'line' && series.x.length <= 40,
    lineStyle: { width: 2, type: series.style === 'dashed' ? 'dashed' : 'solid' }, barMaxWidth: 22,
    data: series.x.map((x, i) => [x, series.y[i]]),
  });

  const tools = { right: 8, top: 0, iconStyle: { borderColor: colour('--soft') },
    feature: { dataZoom: { title: { zoom: 'Zoom', back: 'Back' } }, restore: { title: 'Restore' }, saveAsImage: { title: 'Save' } } };
  const text = () => ({ color: colour('--ink') });

  const curves = chart => ({
    animation: false, backgroundColor: 'transparent', textStyle: text(), toolbox: tools,
    grid: { left: 74, right: 24, top: chart.series.length > 1 ? 64 : 40, bottom: 56 },
    legend: { show: chart.series.length > 1, type: 'scroll', top: 28, textStyle: text(), data: chart.series.map(s => s.name) },
    tooltip: { trigger: 'axis', confine: true, valueFormatter: shown, backgroundColor: colour('--panel'), borderColor: colour('--rule'), textStyle: text() },
    xAxis: axis(chart.x, 32, 'x'), yAxis: axis(chart.y, 56, 'y'),
    dataZoom: [{ type: 'inside', filterMode: 'none' }],
    series: chart.series.flatMap((s, i) => s.low ? [interval(s, i), curve(s, i)] : [curve(s, i)]),
  });

  const surface = chart => {
    const log = chart.scale.logarithmic;
    const cells = chart.values.flatMap((row, r) => row.map((v, c) => [c, r, v === null || (log && v <= 0) ? null : log ? Math.log10(v) : v, v]))
      .filter(cell => cell[2] !== null);
    const values = cells.map(cell => cell[2]);
    const category = (spec, data, gap) => ({ type: 'category', data, name: spec.title, nameLocation: 'middle', nameGap: gap,
      nameTextStyle: { color: colour('--soft') }, axisLabel: { color: colour('--soft') } });
    return {
      animation: false, backgroundColor: 'transparent', textStyle: text(), toolbox: tools,
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
    return { instance, draw: () => instance.setOption(chart.series ? curves(chart) : surface(chart), true) };
  });
  live.forEach(l => l.draw());
  dark.addEventListener('change', () => live.forEach(l => l.draw()));
  window.addEventListener('resize', () => live.forEach(l => l.instance.resize()));
  document.documentElement.dataset.charts = String(live.length);
})();
