// The components, for other Pulumi programs. Apart from index.js, so that nobody loads Pulumi who does not use it.
require("tsx/cjs");
module.exports = require("./src/pulumi/index.ts");
