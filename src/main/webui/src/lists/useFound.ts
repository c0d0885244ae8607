import { useEffect, useState } from "react";
import type { Pages } from "./usePages";

/** So many are looked for before somebody is asked whether to look on. */
const ENOUGH = 50;

export interface Found<T> extends Pages<T> {
  /** How many were looked through. */
  looked: number;
}

/**
 * Those of a list that are like something, where the server cannot say which they are: pages are
 * read on until enough are found.
 *
 * @param like what is looked for; null takes the list as it comes
 */
export function useFound<T>(pages: Pages<T>, like: ((item: T) => boolean) | null): Found<T> {
  const [wanted, setWanted] = useState(ENOUGH);
  const items = like === null ? pages.items : pages.items.filter(like);
  const lookOn = like !== null && pages.hasMore && items.length < wanted && pages.error == null;
  const { more, isFetching } = pages;
  useEffect(() => {
    if (lookOn && !isFetching) {
      more();
    }
  });
  return {
    ...pages,
    items,
    data: pages.data === undefined ? undefined : items,
    looked: pages.items.length,
    more: () => {
      setWanted(items.length + ENOUGH);
      more();
    },
  };
}
