// What Pulumi runs. It comes before TypeScript does: the launcher of the command does the same, so that both
// run the same source in the same way. Why not Pulumi's own loader: docs/decisions/0001-loader.md

require("tsx/cjs");

module.exports = require("./index").main;
