import { WordsLayout } from "@/components/layout/words-layout";

export default function UploadLayout({ params, children }: LayoutProps<"/[locale]/upload">) {
  return (
    <WordsLayout names={["metadata", "upload"]} params={params}>
      {children}
    </WordsLayout>
  );
}
