// The component on its own, with a plan made by hand.

const { readFileSync } = require("node:fs");
const { Config } = require("@pulumi/pulumi");
require("tsx/cjs");

const { lockdownProviders } = require("../../../src/pulumi/root-lockdown/providers");
const { RootLockdown } = require("../../../src/pulumi/root-lockdown/root-lockdown");

// A file, because a plan is larger than a value of the environment may be.
const plan = JSON.parse(readFileSync(new Config("test").require("plan"), "utf8"));
new RootLockdown("root-lockdown", { plan, provider: lockdownProviders(plan.organization) });
