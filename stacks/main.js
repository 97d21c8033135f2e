// What Pulumi runs: a launcher like the command's own, so that both run the same source in the same way.
// Why not Pulumi's own loader: docs/decisions/0001-loader.md

// Before tsx, which would look through Pulumi's SDK, and the compiler that it brings, for TypeScript.
require("@pulumi/pulumi");
require("tsx/cjs");

module.exports = require("./index").main;
