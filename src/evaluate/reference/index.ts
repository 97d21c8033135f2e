export { decide } from "./decide";
