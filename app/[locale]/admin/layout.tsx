import { WordsLayout } from "@/components/layout/words-layout";

export default function AdminLayout({ params, children }: LayoutProps<"/[locale]/admin">) {
  return (
    <WordsLayout names={["moderation"]} params={params}>
      {children}
    </WordsLayout>
  );
}
