/* Charts read their figures from the page and their colours from the tokens. Patterns keep the series apart on a black-and-white
   print; rich-text tooltips need no inline style. */
addEventListener('DOMContentLoaded', () => {
  document.querySelector('[data-print]')?.addEventListener('click', () => print());
  const from = document.getElementById('report-charts');
  if (!from || !window.echarts) return;
  const d = JSON.parse(from.dataset.report);
  const css = getComputedStyle(document.documentElement), v = n => css.getPropertyValue('--dc-' + n).trim();
  const text = { color: v('ink-2'), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 };
  const axis = { axisLine: { lineStyle: { color: v('line-2') } }, axisTick: { show: false }, axisLabel: text, splitLine: { lineStyle: { color: v('line') } } };
  const base = { animation: false, textStyle: text, aria: { enabled: true, decal: { show: true } }, grid: { left: 8, right: 12, top: 30, bottom: 4, containLabel: true },
    tooltip: { renderMode: 'richText', trigger: 'axis' }, legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: text } };
  const draw = (id, options, open) => {
    const at = document.getElementById(id);
    if (!at) return;
    const label = at.getAttribute('aria-label'), chart = echarts.init(at);
    chart.setOption({ ...base, ...options });
    at.setAttribute('aria-label', label); // the library writes a label of its own, in its own language
    if (open) chart.on('click', open);
    addEventListener('resize', () => chart.resize());
    addEventListener('beforeprint', () => chart.resize());
  };
  draw('chart-advisors', { color: [v('accent-fill'), v('bad-fill'), v('line-2'), v('warn-fill')],
    xAxis: { type: 'category', data: d.advisors, ...axis }, yAxis: { type: 'value', minInterval: 1, ...axis },
    series: d.results.map(s => ({ name: s.name, type: 'bar', stack: 'all', barMaxWidth: 28, data: s.data })) },
  p => location.assign(d.results[p.seriesIndex].rows[p.dataIndex]));
  draw('chart-trend', { aria: { enabled: true }, color: [v('accent-fill'), v('ink-3')],
    xAxis: { type: 'category', data: d.days, boundaryGap: false, ...axis }, yAxis: { type: 'value', max: 100, scale: true, ...axis, axisLabel: { ...text, formatter: '{value}%' } },
    series: d.trend.map((s, n) => ({ name: s.name, type: 'line', data: s.data, symbol: n ? 'rect' : 'emptyCircle', symbolSize: 5, lineStyle: n ? { width: 1.5, type: 'dotted' } : { width: 2 } })) });
  draw('chart-items', { aria: { enabled: true }, color: [v('accent-fill')], legend: { show: false }, grid: { ...base.grid, top: 4, right: 28 },
    xAxis: { type: 'value', ...axis, axisLabel: { show: false }, splitLine: { show: false } }, yAxis: { type: 'category', inverse: true, data: d.items, ...axis },
    series: [{ type: 'bar', barMaxWidth: 14, data: d.counts, label: { show: true, position: 'right', color: v('ink') } }] });
});
