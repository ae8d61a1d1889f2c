import { WordsLayout } from "@/components/layout/words-layout";

export default function ImagesLayout({ params, children }: LayoutProps<"/[locale]/images">) {
  return (
    <WordsLayout names={["metadata", "upload"]} params={params}>
      {children}
    </WordsLayout>
  );
}
