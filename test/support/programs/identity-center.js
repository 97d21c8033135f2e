// The component on its own, with a plan made by hand.

const { Config } = require("@pulumi/pulumi");
require("tsx/cjs");

const { Provider } = require("@pulumi/aws/provider");
const { IdentityCenter } = require("../../../src/pulumi/identity-center");

const config = new Config("test");
const { groups, users, ...instance } = config.requireObject("directory");
new IdentityCenter(
  "identity",
  {
    plan: config.requireObject("plan"),
    directory: {
      ...instance,
      groups: new Map(Object.entries(groups)),
      users: new Map(Object.entries(users)),
    },
  },
  { provider: new Provider("identity", { region: "us-east-1" }) },
);
