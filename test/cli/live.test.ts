import { AwsError } from "../../src/aws/errors";
import { CannotRun, type Io } from "../../src/cli/io";
import { withOrganizations } from "../../src/cli/live";
import type { Intent } from "../../src/organization/intent";

const io = (env: Io["env"]) => ({ env }) as Io;
const intent = (partition: Intent["organization"]["partition"]) =>
  ({ organization: { partition } }) as Intent;

test.each<[string, Intent | null, Io["env"], string]>([
  [
    "organization.yaml names the partition",
    intent("aws-cn"),
    { AWS_REGION: "us-gov-east-1" },
    "cn-northwest-1",
  ],
  ["the environment's Region is in GovCloud", null, { AWS_REGION: "us-gov-east-1" }, "us-gov-west-1"],
  [
    "the environment's default Region is in China",
    null,
    { AWS_DEFAULT_REGION: "cn-north-1" },
    "cn-northwest-1",
  ],
  ["the environment's Region is elsewhere", null, { AWS_REGION: "eu-west-1" }, "us-east-1"],
  ["nothing says where", null, {}, "us-east-1"],
])("Organizations is asked where it is when %s", async (_name, written, env, region) => {
  expect(await withOrganizations(written, io(env), async (client) => client.config.region())).toBe(region);
});

test("what AWS refuses is a command that cannot run; a mistake of ours stays one", async () => {
  const use = (error: Error) => withOrganizations(null, io({}), () => Promise.reject(error));
  await expect(use(new AwsError("refused"))).rejects.toEqual(new CannotRun("refused"));
  await expect(use(new AwsError("refused"))).rejects.toBeInstanceOf(CannotRun);
  await expect(use(new TypeError("ours"))).rejects.toBeInstanceOf(TypeError);
});
