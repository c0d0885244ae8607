// Dates in Chinese, as far as they are written by Ant Design's pickers, whose locale names theirs.
import "dayjs/locale/zh-cn";
import chinese from "antd/locale/zh_CN";

export default chinese;
