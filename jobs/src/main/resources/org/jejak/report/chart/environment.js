// What ECharts expects of its surroundings and Rhino does not have. Nothing waits, and chance always falls the same way.
var window = undefined;
function setTimeout() { return 0; }
function clearTimeout() {}
(function () {
  var state = 1;
  Math.random = function () {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
})();
