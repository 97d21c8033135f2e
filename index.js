// The package runs from source, like the command: what is edited is what is imported.
require("tsx/cjs");
module.exports = require("./src/index.ts");
