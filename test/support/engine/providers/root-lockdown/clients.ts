import { AccessAnalyzer } from "@aws-sdk/client-accessanalyzer";
import { CloudFormation } from "@aws-sdk/client-cloudformation";
import { CloudTrail } from "@aws-sdk/client-cloudtrail";
import { CloudWatch } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogs } from "@aws-sdk/client-cloudwatch-logs";
import { EC2 } from "@aws-sdk/client-ec2";
import { EventBridge } from "@aws-sdk/client-eventbridge";
import { IAM } from "@aws-sdk/client-iam";
import { KMS } from "@aws-sdk/client-kms";
import { Organizations } from "@aws-sdk/client-organizations";
import { S3 } from "@aws-sdk/client-s3";
import { SNS } from "@aws-sdk/client-sns";
import { SQS } from "@aws-sdk/client-sqs";
import { STS } from "@aws-sdk/client-sts";
import { obtain } from "../../../../../src/collections";
import type { Properties } from "../../state";

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What the SDK's clients need. */
export interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials | (() => Promise<Credentials>);
  readonly maxAttempts?: number;
}

const CLASSES = {
  analyzer: AccessAnalyzer,
  cloudFormation: CloudFormation,
  cloudTrail: CloudTrail,
  cloudWatch: CloudWatch,
  logs: CloudWatchLogs,
  ec2: EC2,
  events: EventBridge,
  iam: IAM,
  kms: KMS,
  organizations: Organizations,
  s3: S3,
  sns: SNS,
  sqs: SQS,
  sts: STS,
} as const;

/** The SDK's own clients for one account and Region, each made at its first use. */
export type Clients = { readonly [Name in keyof typeof CLASSES]: InstanceType<(typeof CLASSES)[Name]> };

/** Clients that close together. */
export class ClientPool {
  private readonly pools = new Map<string, Clients>();
  private readonly open: { destroy(): void }[] = [];
  private readonly sessions = new Map<string, Promise<Credentials>>();

  constructor(private readonly base: ClientConfig) {}

  /** Those of the base's own account. */
  own(region: string = this.base.region): Clients {
    return this.clientsOf(`own ${region}`, { ...this.base, region });
  }

  /** Those that act by a role. */
  by(roleArn: string, region: string): Clients {
    const credentials = () => obtain(this.sessions, roleArn, () => this.assume(roleArn));
    return this.clientsOf(`${roleArn} ${region}`, { ...this.base, region, credentials });
  }

  /**
   * What a provider resource of the program says: its Region and the role that it takes on.
   *
   * @param region of the resource, which comes before the provider's
   */
  of({ assumeRoles, region: given }: Properties, region: unknown): Clients {
    const where = String(region ?? given ?? this.base.region);
    // The values of a provider's inputs that are no texts are JSON: sdk/nodejs/provider.ts of @pulumi/aws.
    const roles = (typeof assumeRoles === "string" ? JSON.parse(assumeRoles) : (assumeRoles ?? [])) as {
      roleArn: string;
    }[];
    if (roles.length > 1) throw new Error("nobody has written down how roles are taken on one by another");
    return roles[0] === undefined ? this.own(where) : this.by(roles[0].roleArn, where);
  }

  destroy(): void {
    for (const client of this.open.splice(0)) client.destroy();
    this.pools.clear();
  }

  private clientsOf(key: string, config: ClientConfig): Clients {
    return obtain(this.pools, key, () => {
      const made = new Map<string, object>();
      return new Proxy({} as Clients, {
        get: (_, name) => obtain(made, String(name), () => this.make(name as keyof Clients, config)),
      });
    });
  }

  private make(name: keyof Clients, config: ClientConfig): object {
    const client = new CLASSES[name]({ ...config, ...(name === "s3" ? { forcePathStyle: true } : {}) });
    this.open.push(client);
    return client;
  }

  private async assume(roleArn: string): Promise<Credentials> {
    const { Credentials } = await this.own().sts.assumeRole({
      RoleArn: roleArn,
      RoleSessionName: "org-guardrails",
    });
    return {
      accessKeyId: Credentials!.AccessKeyId!,
      secretAccessKey: Credentials!.SecretAccessKey!,
      sessionToken: Credentials!.SessionToken!,
    };
  }
}
