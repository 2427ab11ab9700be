// Shapes that ECharts lacks, and the one function that draws. Options name a shape as "@name".
echarts.setPlatformAPI({ measureText: function (text, font) { return { width: measureWidth(text || '', font || '12px') }; } });

function draw(option, width, height, tips) {
  var chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: width, height: height });
  chart.setOption(option);
  var svg = chart.renderToSVGString();
  if (tips.texts.length > 0) svg = svg.slice(0, svg.lastIndexOf('</svg>')) + told(chart, tips) + '</svg>';
  chart.dispose();
  return svg;
}

// invisible fields over the drawing, each with its words
function told(chart, tips) {
  var area = chart.getModel().getComponent('grid').coordinateSystem.getRect();
  var n = tips.texts.length, columns = tips.columns || 1, rows = tips.by === 'CELL' ? n / columns : n;
  var fields = '';
  for (var i = 0; i < n; i++) {
    if (!tips.texts[i]) continue;
    var x = area.x, y = area.y, w = area.width, h = area.height;
    if (tips.by === 'COLUMN') { w = area.width / n; x += i * w; }
    if (tips.by === 'TICK') { w = area.width / (n - 1); x += (i - 0.5) * w; }
    if (tips.by === 'ROW' || tips.by === 'CELL') { h = area.height / rows; y += Math.floor(i / columns) * h; }
    if (tips.by === 'CELL') { w = area.width / columns; x += (i % columns) * w; }
    fields += '<rect x="' + x.toFixed(1) + '" y="' + y.toFixed(1) + '" width="' + w.toFixed(1) + '" height="' + h.toFixed(1)
      + '"><title>' + tips.texts[i] + '</title></rect>';
  }
  return '<g fill="none" pointer-events="all">' + fields + '</g>';
}

var shapes = {
  // an area between two curves: items are [place, low, high]; drawn once, with the first item
  ribbon: function (params, api) {
    if (params.context.drawn) return null;
    params.context.drawn = true;
    var low = [], high = [];
    for (var i = 0; i < params.dataInsideLength; i++) {
      var place = api.value(0, i);
      low.push(api.coord([place, api.value(1, i)]));
      high.push(api.coord([place, api.value(2, i)]));
    }
    return { type: 'polygon', silent: true, shape: { points: low.concat(high.reverse()) },
      style: { fill: api.visual('color'), opacity: 0.16 } };
  },
  // a line from low to high on a bar: items are [place, low, high, which of the bars, how many bars, widest bar]
  upright: function (params, api) {
    var off = offset(api);
    var from = api.coord([api.value(0), api.value(1)]), to = api.coord([api.value(0), api.value(2)]);
    return whisker([from[0] + off, from[1]], [to[0] + off, to[1]], api, false);
  },
  lying: function (params, api) {
    var off = offset(api);
    var from = api.coord([api.value(1), api.value(0)]), to = api.coord([api.value(2), api.value(0)]);
    return whisker([from[0], from[1] + off], [to[0], to[1] + off], api, true);
  },
  // a numbered circle above a place, with a line down: items are [place, which of those at the place, how many there, number]
  event: function (params, api) {
    var area = params.coordSys, size = 8;
    var x = api.coord([api.value(0), 0])[0], off = (api.value(1) - (api.value(2) - 1) / 2) * (2 * size + 2);
    var y = area.y - size - 5;
    return { type: 'group', silent: true, children: [
      { type: 'line', silent: true, shape: { x1: x, y1: y + size, x2: x, y2: area.y + area.height },
        style: { stroke: api.visual('color'), lineWidth: 1, lineDash: [2, 3], opacity: 0.7 } },
      { type: 'circle', silent: true, shape: { cx: x + off, cy: y, r: size }, style: { fill: api.visual('color') } },
      { type: 'text', silent: true, style: { text: String(api.value(3)), x: x + off, y: y, fill: '#ffffff',
        font: 'bold 11px Helvetica', textAlign: 'center', textVerticalAlign: 'middle' } }] };
  },
  // a thin line through a point, from low to high: items are [x, low, high]
  error: function (params, api) {
    return whisker(api.coord([api.value(0), api.value(1)]), api.coord([api.value(0), api.value(2)]), api, false);
  },
  // a grey bar behind dots, from the least to the greatest: items are [place, low, high]
  range: function (params, api) {
    var from = api.coord([api.value(1), api.value(0)]), to = api.coord([api.value(2), api.value(0)]);
    return { type: 'rect', silent: true, shape: { x: from[0] - 4, y: from[1] - 4, width: to[0] - from[0] + 8, height: 8, r: 4 },
      style: { fill: api.visual('color') } };
  }
};

// how far the middle of a bar is from the middle of its place
function offset(api) {
  var bars = api.barLayout({ count: api.value(4), barMaxWidth: api.value(5), barGap: '12%', barCategoryGap: '34%' });
  return bars[api.value(3)].offsetCenter;
}

function whisker(from, to, api, lying) {
  var size = 4, dx = lying ? 0 : size, dy = lying ? size : 0;
  function line(x1, y1, x2, y2) {
    return { type: 'line', silent: true, shape: { x1: x1, y1: y1, x2: x2, y2: y2 }, style: { stroke: api.visual('color'), lineWidth: 1.25 } };
  }
  return { type: 'group', children: [
    line(from[0], from[1], to[0], to[1]),
    line(from[0] - dx, from[1] - dy, from[0] + dx, from[1] + dy),
    line(to[0] - dx, to[1] - dy, to[0] + dx, to[1] + dy)] };
}
