/* On-time and effective rates by brand, and the arrival curve by weekday. One marker and one line style a series, so a black-and-white print
   still tells them apart; the same numbers stand in the tables. */
addEventListener('DOMContentLoaded', () => {
  document.querySelector('[data-print]')?.addEventListener('click', () => print());
  if (!window.echarts) return;
  const css = getComputedStyle(document.documentElement), v = n => css.getPropertyValue('--dc-' + n).trim();
  const text = { color: v('ink-2'), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 };
  const axis = { axisLine: { lineStyle: { color: v('line-2') } }, axisTick: { show: false }, axisLabel: text, splitLine: { lineStyle: { color: v('line') } } };
  const marks = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect', 'emptyTriangle'], lines = ['solid', 'dashed', 'dotted'], colours = ['accent', 'ink-2', 'purple', 'ok', 'warn', 'bad', 'ink-3'];
  const base = { animation: false, textStyle: text, aria: { enabled: true }, tooltip: { renderMode: 'richText', trigger: 'axis' }, legend: { top: 0, left: 0, itemWidth: 22, itemHeight: 9, textStyle: text } };
  const series = (name, data, n) => ({ name, type: 'line', data, symbol: marks[n % 7], symbolSize: 6, itemStyle: { color: v(colours[n % 7]) }, lineStyle: { width: 2, type: lines[n % 3], color: v(colours[n % 7]) } });
  const draw = (id, options) => {
    const at = document.getElementById(id);
    if (!at) return;
    const label = at.getAttribute('aria-label'), chart = echarts.init(at);
    chart.setOption({ ...base, ...options });
    at.setAttribute('aria-label', label); // the library writes a label of its own, in its own language
    for (const when of ['resize', 'beforeprint']) addEventListener(when, () => chart.resize());
  };
  const rates = document.getElementById('rates');
  if (rates) {
    const d = JSON.parse(rates.dataset.rates);
    for (const [id, key, goal] of [['chart-on', 'on', 'target'], ['chart-ef', 'ef', 'effective']]) {
      const goals = [...new Set(d.brands.map(it => it[goal]))];
      draw(id, { grid: { left: 8, right: 84, top: 30, bottom: 4, containLabel: true }, xAxis: { type: 'category', data: d.days, boundaryGap: false, ...axis },
        yAxis: { type: 'value', min: 0, max: it => Math.ceil((Math.max(it.max, ...goals) + 5) / 10) * 10, ...axis, axisLabel: { ...text, formatter: '{value}%' } },
        series: d.brands.map((it, n) => ({ ...series(it.name, it[key], n),
          markLine: n ? undefined : { symbol: 'none', lineStyle: { color: v('warn'), type: 'dashed' }, label: { position: 'end', color: v('warn'), formatter: p => d.goal.replace('{0}', p.value) }, data: goals.map(y => ({ yAxis: y })) } })) });
    }
  }
  const curve = document.getElementById('curve');
  if (curve) {
    const d = JSON.parse(curve.dataset.curve);
    draw('chart-curve', { grid: { left: 8, right: 12, top: 30, bottom: 4, containLabel: true }, xAxis: { type: 'category', data: d.times, boundaryGap: false, ...axis }, yAxis: { type: 'value', ...axis },
      series: d.series.map((it, n) => series(it.name, it.data, n)) });
  }
});
