import { GetAccountSummaryCommand } from "@aws-sdk/client-iam";
import { AssumeRootCommand } from "@aws-sdk/client-sts";
import type { Partition } from "../../src/aws/partitions";
import { rootClients } from "../../src/aws/root-clients";

const credentials = { accessKeyId: "a", secretAccessKey: "b", sessionToken: "c" };
const before = process.env;
beforeAll(() => {
  process.env = { PATH: before.PATH, AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" };
});
afterAll(() => {
  process.env = before;
});

/** The host that a client would ask; the request goes no further. */
async function hostOf(client: { middlewareStack: object; send: unknown }, command: object): Promise<string> {
  let host = "";
  const { middlewareStack, send } = client as {
    middlewareStack: { add: (middleware: unknown, options: object) => void };
    send: (command: object) => Promise<unknown>;
  };
  const stop = () => async (args: { request: { hostname: string } }) => {
    host = args.request.hostname;
    throw new Error("far enough");
  };
  middlewareStack.add(stop, { step: "finalizeRequest", priority: "low" });
  await expect(send.call(client, command)).rejects.toThrow("far enough");
  return host;
}

test.each<[Partition, string, string, string]>([
  ["aws", "us-east-1", "sts.us-east-1.amazonaws.com", "iam.amazonaws.com"],
  ["aws", "eu-west-1", "sts.eu-west-1.amazonaws.com", "iam.amazonaws.com"],
  ["aws-us-gov", "us-gov-east-1", "sts.us-gov-east-1.amazonaws.com", "iam.us-gov.amazonaws.com"],
  ["aws-cn", "cn-north-1", "sts.cn-north-1.amazonaws.com.cn", "iam.cn-north-1.amazonaws.com.cn"],
])("AssumeRoot of %s in %s goes to a Regional endpoint", async (partition, region, sts, iam) => {
  const clients = rootClients(partition, region);
  const assume = new AssumeRootCommand({ TargetPrincipal: "222222222222", TaskPolicyArn: { arn: "arn:x" } });
  expect(await hostOf(clients.sts, assume)).toBe(sts);
  expect(await hostOf(clients.iam(credentials), new GetAccountSummaryCommand({}))).toBe(iam);
  clients.destroy();
});
