/* Complaints: the trend of twelve months, and a Pareto chart a dimension. The same numbers stand in the tables. */
addEventListener('DOMContentLoaded', () => {
  const at = document.getElementById('casebook');
  if (!at || !window.echarts) return;
  const d = JSON.parse(at.dataset.figures), css = getComputedStyle(document.documentElement), v = n => css.getPropertyValue('--dc-' + n).trim();
  const text = { color: v('ink-2'), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 };
  const axis = { axisLine: { lineStyle: { color: v('line-2') } }, axisTick: { show: false }, axisLabel: text, splitLine: { lineStyle: { color: v('line') } } };
  const marks = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect'], lines = ['solid', 'dashed', 'dotted'], colours = ['accent', 'ink-2', 'purple', 'ok', 'warn', 'bad'];
  const base = { animation: false, textStyle: text, aria: { enabled: true }, tooltip: { renderMode: 'richText', trigger: 'axis' }, legend: { top: 0, left: 0, itemWidth: 22, itemHeight: 9, textStyle: text }, grid: { left: 8, right: 12, top: 34, bottom: 4, containLabel: true } };
  const draw = (node, options) => {
    if (!node) return;
    const label = node.getAttribute('aria-label'), chart = echarts.init(node);
    chart.setOption({ ...base, ...options });
    node.setAttribute('aria-label', label); // the library writes a label of its own, in its own language
    for (const when of ['resize', 'beforeprint']) addEventListener(when, () => chart.resize());
  };
  draw(document.getElementById('chart-trend'), { xAxis: { type: 'category', data: d.months, boundaryGap: false, ...axis }, yAxis: { type: 'value', minInterval: 1, ...axis },
    series: [d.all, ...d.kinds].map((it, n) => ({ name: it.name, type: 'line', data: it.data, symbol: marks[n % 6], symbolSize: 6, itemStyle: { color: v(colours[n % 6]) }, lineStyle: { width: n ? 1 : 2, type: lines[n % 3], color: v(colours[n % 6]) } })) });
  for (const node of at.querySelectorAll('[data-pareto]')) {
    const it = d.pareto[node.dataset.pareto];
    draw(node, { xAxis: { type: 'category', data: it.labels, ...axis }, yAxis: [{ type: 'value', minInterval: 1, ...axis }, { type: 'value', min: 0, max: 100, ...axis, splitLine: { show: false }, axisLabel: { ...text, formatter: '{value}%' } }],
      series: [{ name: d.words.cases, type: 'bar', data: it.cases, barMaxWidth: 44, itemStyle: { color: v('accent') } }, { name: d.words.together, type: 'line', yAxisIndex: 1, data: it.together, symbol: 'rect', symbolSize: 6, itemStyle: { color: v('ink-2') }, lineStyle: { color: v('ink-2'), type: 'dashed' } }] });
  }
});
