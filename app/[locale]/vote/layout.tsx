import { WordsLayout } from "@/components/layout/words-layout";

export default function VoteLayout({ params, children }: LayoutProps<"/[locale]/vote">) {
  return (
    <WordsLayout names={["voting"]} params={params}>
      {children}
    </WordsLayout>
  );
}
