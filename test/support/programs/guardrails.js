// The component on its own, with a plan made by hand.

const { Config } = require("@pulumi/pulumi");
require("tsx/cjs");

const { Provider } = require("@pulumi/aws/provider");
const { Guardrails } = require("../../../src/pulumi/guardrails");

const config = new Config("test");
const provider = new Provider("organizations", { region: "us-east-1" });
new Guardrails(
  "guardrails",
  { plan: config.requireObject("plan"), phase: config.getNumber("phase") ?? 1 },
  { provider, protect: config.getBoolean("protect") },
);
