import { message } from "antd";
import { useEffect } from "react";
import { hear } from "./say";

/** Shows what is said, one below the other. */
export default function Spoken() {
  const [show, holder] = message.useMessage();
  useEffect(() => hear((text) => void show.success(text)), [show]);
  return holder;
}
