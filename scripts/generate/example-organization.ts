export { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
