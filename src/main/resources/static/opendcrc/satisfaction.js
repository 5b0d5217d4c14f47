/* Scores by question and by advisor as bars, the six indicators by month as lines. The same numbers stand in the tables. */
addEventListener('DOMContentLoaded', () => {
  document.querySelector('[data-print]')?.addEventListener('click', () => print());
  if (!window.echarts) return;
  const css = getComputedStyle(document.documentElement), v = n => css.getPropertyValue('--dc-' + n).trim();
  const text = { color: v('ink-2'), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 };
  const axis = { axisLine: { lineStyle: { color: v('line-2') } }, axisTick: { show: false }, axisLabel: text, splitLine: { lineStyle: { color: v('line') } } };
  const base = { animation: false, textStyle: text, aria: { enabled: true }, tooltip: { renderMode: 'richText', trigger: 'axis' } };
  const marks = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect'], lines = ['solid', 'dashed', 'dotted'], colours = ['accent', 'ink-2', 'purple', 'ok', 'warn', 'ink-3'];
  const draw = (id, options) => {
    const at = document.getElementById(id);
    if (!at) return;
    const label = at.getAttribute('aria-label'), chart = echarts.init(at);
    chart.setOption({ ...base, ...options });
    at.setAttribute('aria-label', label); // the library writes a label of its own, in its own language
    for (const when of ['resize', 'beforeprint']) addEventListener(when, () => chart.resize());
  };
  const bars = (id, d) => draw(id, { grid: { left: 8, right: 44, top: 8, bottom: 4, containLabel: true }, xAxis: { type: 'value', min: 0, max: 100, ...axis },
    yAxis: { type: 'category', data: d.names, inverse: true, ...axis, axisLabel: { ...text, width: 130, overflow: 'truncate' } },
    series: [{ type: 'bar', data: d.values, barMaxWidth: 18, itemStyle: { color: v('accent') }, label: { show: true, position: 'right', color: v('ink-2') } }] });
  const satisfaction = document.getElementById('satisfaction');
  if (satisfaction) {
    const d = JSON.parse(satisfaction.dataset.satisfaction);
    bars('chart-items', d.items);
    bars('chart-by-advisor', d.advisors);
  }
  const cvp = document.getElementById('cvp');
  if (cvp) {
    const d = JSON.parse(cvp.dataset.cvp);
    draw('chart-cvp', { legend: { top: 0, left: 0, itemWidth: 22, itemHeight: 9, textStyle: text }, grid: { left: 8, right: 84, top: 54, bottom: 4, containLabel: true },
      xAxis: { type: 'category', data: d.months, boundaryGap: false, ...axis }, yAxis: { type: 'value', min: 0, max: 100, ...axis, axisLabel: { ...text, formatter: '{value}%' } },
      series: d.series.map((it, n) => ({ name: it.name, type: 'line', data: it.data, symbol: marks[n], symbolSize: 7, itemStyle: { color: v(colours[n]) }, lineStyle: { width: 2, type: lines[n % 3], color: v(colours[n]) },
        markLine: n || d.target === null ? undefined : { symbol: 'none', lineStyle: { color: v('warn'), type: 'dashed' }, label: { position: 'end', color: v('warn'), formatter: () => d.goal }, data: [{ yAxis: d.target }] } })) });
  }
});
