import { startMoto } from "./moto/server";
import type { Faults } from "./strict-proxy/faults";
import { type Call, startStrictProxy } from "./strict-proxy/proxy";

export {
  type BuiltOrganization,
  buildOrganization,
  type OrganizationSpec,
  specOf,
} from "./organization-builder";
export { THROTTLED } from "./strict-proxy/faults";

// As in bin/: on Node 20 the SDK would print a support notice into every test run.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** AWS Organizations for tests: moto, which does the work, behind a proxy that refuses what AWS refuses. */
export interface Emulator {
  /** For AWS_ENDPOINT_URL, or the SDK's `endpoint`. */
  readonly endpoint: string;
  /** moto itself, past the proxy. */
  readonly moto: string;
  readonly calls: readonly Call[];
  readonly faults: Faults;
  /** Forgets calls and faults; the organization stays. */
  forget(): void;
  /** An account without an organization, no calls, no faults; ids that moto invents follow from the seed. */
  reset(seed?: number): Promise<void>;
  stop(): Promise<void>;
}

/** What an SDK client in the test's own process needs to talk to the emulator. */
export function emulatorClient(endpoint: string) {
  return {
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "testing", secretAccessKey: "testing" },
  };
}

/** What a child process needs to talk to the emulator; nothing of the developer's own credentials is used. */
export function emulatorEnvironment(endpoint: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "testing",
    AWS_SECRET_ACCESS_KEY: "testing",
    AWS_SESSION_TOKEN: "testing",
    AWS_REGION: "us-east-1",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
}

/** Starts moto and the proxy. A second or two; start it once in a test file and `reset` before each test. */
export async function startEmulator(): Promise<Emulator> {
  const moto = await startMoto();
  const proxy = await startStrictProxy(moto.endpoint);
  return {
    endpoint: proxy.endpoint,
    moto: moto.endpoint,
    calls: proxy.calls,
    faults: proxy.faults,
    forget: proxy.forget,
    async reset(seed) {
      proxy.reset();
      await moto.reset(seed);
    },
    async stop() {
      await proxy.stop();
      await moto.stop();
    },
  };
}
