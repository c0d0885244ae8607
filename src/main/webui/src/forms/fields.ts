// Ant Design's `Input` brings all of its kinds along; the screens that are loaded first need these two.
export { default as Input } from "antd/es/input/Input";
export { default as Password } from "antd/es/input/Password";
