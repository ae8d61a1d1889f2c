import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Avatar } from "@/components/account/avatar";
import { useBoardNumbers } from "@/components/rankings/rating-text";
import { Link } from "@/lib/i18n/navigation";
import type { Honours } from "@/lib/rankings/schema";
import type { Profile } from "@/lib/users/profile-schema";
import { linkText } from "@/lib/users/profile-text";

const underlined = "underline decoration-line underline-offset-4 hover:decoration-ink";

/** Who a member is, in their own words, and what their images have come to. Short on the pages that follow. */
export function ProfileHead({
  profile: { handle, avatar, bio, links, joinedAt },
  honours,
  places,
  isShort,
}: {
  profile: Profile;
  honours: Honours;
  /** How often in the Top 10 of a finished day. */
  places: { readonly firsts: number; readonly podiums: number; readonly days: number };
  isShort: boolean;
}) {
  const t = useTranslations("boards.profile");
  const format = useFormatter();
  if (isShort)
    return (
      <h1 className="mb-6 text-2xl font-bold tracking-tight">
        <Link href={`/u/${handle}`} prefetch={false} className="inline-flex items-center gap-3">
          <Avatar handle={handle} variants={avatar} size={40} />@{handle}
        </Link>
      </h1>
    );
  return (
    <header className="mb-10 flex max-w-6xl flex-col gap-6">
      <div className="flex items-center gap-5 sm:gap-6">
        <Avatar handle={handle} variants={avatar} size={96} className="size-20 sm:size-24" />
        <div className="min-w-0">
          <h1 className="text-2xl font-bold tracking-tight sm:text-3xl">@{handle}</h1>
          <p className="mt-1 text-sm text-muted">
            {t("since", { day: format.dateTime(joinedAt, { dateStyle: "long" }) })}{" "}
            {places.days > 0 && t("places", places)}
          </p>
        </div>
      </div>
      {bio !== "" && (
        <p dir="auto" className="max-w-3xl leading-relaxed whitespace-pre-line">
          {bio}
        </p>
      )}
      {links.length > 0 && (
        <ul aria-label={t("links")} className="flex flex-wrap gap-x-6 text-sm">
          {links.map((link) => (
            <li key={link}>
              <a
                href={link}
                rel="nofollow ugc me noopener"
                className={`inline-flex min-h-8 items-center ${underlined}`}
              >
                {linkText(link)}
              </a>
            </li>
          ))}
        </ul>
      )}
      <Standing honours={honours} />
    </header>
  );
}

function Standing({ honours: { imageCount, likesReceived, bestRated, bestDay } }: { honours: Honours }) {
  const t = useTranslations("boards.profile");
  const format = useFormatter();
  const { ranks } = useBoardNumbers();
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 tabular-nums sm:flex sm:flex-wrap sm:gap-x-10">
      <Figure name={t("stats.images")}>{format.number(imageCount)}</Figure>
      <Figure name={t("stats.likes")}>{format.number(likesReceived)}</Figure>
      {bestRated && (
        <Figure name={t("stats.rated")}>
          <Link href={`/images/${bestRated.imageId}`} prefetch={false} className={underlined}>
            {ranks(bestRated.rankLow, bestRated.rankHigh)}
          </Link>
        </Figure>
      )}
      {bestDay && (
        <Figure name={t("stats.day")}>
          <Link href={`/top/${bestDay.day}`} prefetch={false} className={underlined}>
            {format.number(bestDay.rank)}
          </Link>
        </Figure>
      )}
    </dl>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-col-reverse justify-end">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="text-xl font-bold">{children}</dd>
    </div>
  );
}
