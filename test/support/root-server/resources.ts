import { type Request, xml } from "./request";
import { Refusal, type World } from "./state";

/** The action of an S3 request; undefined for one that no task policy allows. */
export function s3Operation({ method, path, query }: Request): string | undefined {
  if (method === "GET" && path === "/") return "ListAllMyBuckets";
  if (!query.has("policy")) return undefined;
  return { GET: "GetBucketPolicy", DELETE: "DeleteBucketPolicy" }[method];
}

/** @returns status and body */
export function s3Answer(
  operation: string,
  account: string,
  request: Request,
  world: World,
): [number, string] {
  const { buckets } = world.members.get(account)!;
  if (operation === "ListAllMyBuckets") {
    const prefix = request.query.get("prefix") ?? "";
    const rows = [...buckets]
      .filter(([name]) => name.startsWith(prefix))
      .map(
        ([name, { region }]) =>
          `<Bucket><Name>${xml(name)}</Name><BucketRegion>${region}</BucketRegion></Bucket>`,
      );
    return [200, `<ListAllMyBucketsResult><Buckets>${rows.join("")}</Buckets></ListAllMyBucketsResult>`];
  }
  if (request.headers["x-amz-expected-bucket-owner"] !== account) {
    throw new Refusal(403, "AccessDenied", "the owner is another one");
  }
  const bucket = buckets.get(request.path.split("/")[1] ?? "");
  if (bucket === undefined) throw new Refusal(404, "NoSuchBucket", "no such bucket");
  if (bucket.region !== request.region) {
    throw new Refusal(301, "PermanentRedirect", `the bucket is in ${bucket.region}`);
  }
  if (operation === "GetBucketPolicy") {
    if (bucket.policy === null) throw new Refusal(404, "NoSuchBucketPolicy", "no policy");
    return [200, bucket.policy];
  }
  bucket.policy = null;
  return [204, ""];
}

/** What a call of SQS answers, as JSON. */
export function sqsAnswer(
  operation: string,
  account: string,
  request: Request,
  world: World,
  endpoint: string,
) {
  const { queues } = world.members.get(account)!;
  const input = JSON.parse(request.body) as {
    QueueName?: string;
    QueueUrl?: string;
    Attributes?: { Policy?: string };
  };
  const name = input.QueueName ?? input.QueueUrl?.split("/").at(-1) ?? "";
  const key = `${request.region}/${name}`;
  const policy = queues.get(key);
  if (policy === undefined) {
    throw new Refusal(400, "com.amazonaws.sqs#QueueDoesNotExist", "The specified queue does not exist.");
  }
  if (operation === "GetQueueUrl") return { QueueUrl: `${endpoint}/${account}/${name}` };
  if (operation === "GetQueueAttributes") return policy === null ? {} : { Attributes: { Policy: policy } };
  queues.set(key, input.Attributes?.Policy === "" ? null : (input.Attributes?.Policy ?? policy));
  return {};
}
