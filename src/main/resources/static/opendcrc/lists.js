/* Charts of the day's lists: figures from the page, colours from the tokens, patterns beside colours, tooltips without inline style.
   A page that looks again by itself draws anew what it got, and waits while somebody is at work in it. */
(() => {
  const css = () => getComputedStyle(document.documentElement), v = n => css().getPropertyValue('--dc-' + n).trim();
  const colours = { complaints: 'bad-fill', items: 'accent-fill', again: 'accent-fill', text: 'warn-fill', letter: 'bad-fill', correction: 'line-2', done: 'ok-fill',
    success: 'accent-fill', satisfied: 'ok-fill', dissatisfied: 'bad-fill', failed: 'warn-fill', left: 'line-2',
    onTime: 'ok-fill', early: 'accent-fill', late: 'warn-fill', missed: 'bad-fill' };
  let charts = [];
  const draw = () => {
    charts.forEach(it => it.dispose());
    charts = [];
    const from = document.getElementById('list-live');
    if (!from || !window.echarts) return;
    const text = { color: v('ink-2'), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 };
    const line = { axisLine: { lineStyle: { color: v('line-2') } }, axisTick: { show: false }, axisLabel: text, splitLine: { lineStyle: { color: v('line') } } };
    for (const it of JSON.parse(from.dataset.charts)) {
      const at = document.getElementById(it.id);
      if (!at || !it.names.length) continue;
      const label = at.getAttribute('aria-label'), chart = echarts.init(at);
      const names = { type: 'category', data: it.names, inverse: it.flat, ...line }, numbers = { type: 'value', minInterval: 1, ...line };
      chart.setOption({ animation: false, textStyle: text, aria: { enabled: true, decal: { show: true } }, grid: { left: 8, right: 12, top: 30, bottom: 4, containLabel: true },
        tooltip: { renderMode: 'richText', trigger: 'axis' }, legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: text },
        color: it.series.map(s => v(colours[s.figure] || 'accent-fill')), xAxis: it.flat ? numbers : names, yAxis: it.flat ? names : numbers,
        series: it.series.map(s => ({ name: s.name, type: 'bar', stack: 'all', barMaxWidth: 28, data: s.data })) });
      at.setAttribute('aria-label', label); // the library writes a label of its own, in its own language
      chart.on('click', p => location.assign(it.series[p.seriesIndex].rows[p.dataIndex]));
      charts.push(chart);
    }
  };
  addEventListener('DOMContentLoaded', () => {
    document.querySelector('[data-print]')?.addEventListener('click', () => print());
    draw();
    document.body.addEventListener('htmx:afterSwap', draw);
    document.body.addEventListener('htmx:beforeRequest', e => {
      const live = document.getElementById('list-live');
      if (e.detail.elt === live && live.contains(document.activeElement)) e.preventDefault();
    });
  });
  for (const when of ['resize', 'beforeprint']) addEventListener(when, () => charts.forEach(it => it.resize()));
})();
