import { type Db, prisma } from "@/lib/db/prisma";
import { rateModels } from "./model-board";
import { countModelWins, listModels } from "./model-board-queries";

/** Computes the board of models from the rated votes and puts it in the place of the one before. */
export async function storeModelBoard(db: Db = prisma): Promise<void> {
  const models = await listModels(db);
  const board = JSON.stringify(
    rateModels(
      await countModelWins(
        models.map(({ name }) => name),
        db,
      ),
    ),
  );
  await db.$executeRaw`
    INSERT INTO model_boards (board) VALUES (${board}::text::jsonb)
    ON CONFLICT (id) DO UPDATE SET board = EXCLUDED.board, created_at = NOW()`;
}
