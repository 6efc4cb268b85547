// What the pages' own HTML can't do: draw the chart, and say that the server is silent.
(() => {
  'use strict';

  const series = [
    ['In the CRM', '--logged'],
    ['Excluded', '--excluded'],
    ['On the way', '--open'],
    ['Stopped', '--stopped'],
  ];
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  let chart = null;

  const rows = () => [...document.querySelectorAll('#hours tbody tr')];
  const column = n => rows().map(row => Number(row.cells[n].textContent));

  function drawChart() {
    const canvas = document.getElementById('chart');
    if (!canvas || !window.Chart) return;
    if (!chart) {
      chart = new Chart(canvas, {
        type: 'bar',
        data: {labels: [], datasets: series.map(([label]) => ({label, data: [], maxBarThickness: 40}))},
        options: {
          animation: false,
          maintainAspectRatio: false,
          interaction: {mode: 'index', intersect: false},
          scales: {x: {stacked: true, grid: {display: false}}, y: {stacked: true, beginAtZero: true, ticks: {precision: 0}}},
          plugins: {legend: {position: 'bottom', labels: {boxWidth: 12, boxHeight: 12}}},
        },
      });
    }
    chart.data.labels = rows().map(row => row.cells[0].textContent);
    chart.data.datasets.forEach((dataset, n) => {
      dataset.data = column(n + 1);
      dataset.backgroundColor = colour(series[n][1]);
    });
    const text = colour('--pico-color');
    const line = colour('--pico-muted-border-color');
    chart.options.plugins.legend.labels.color = text;
    Object.values(chart.options.scales).forEach(scale => {
      scale.ticks = {...scale.ticks, color: text};
      scale.grid = {...scale.grid, color: line};
    });
    chart.update();
  }

  const stale = isStale => {
    document.getElementById('stale').hidden = !isStale;
  };

  document.addEventListener('DOMContentLoaded', drawChart);
  document.addEventListener('htmx:load', drawChart);
  document.addEventListener('htmx:sendError', () => stale(true));
  document.addEventListener('htmx:timeout', () => stale(true));
  document.addEventListener('htmx:responseError', () => stale(true));
  document.addEventListener('htmx:afterOnLoad', () => stale(false));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawChart);
})();
