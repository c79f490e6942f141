-- AlterTable
ALTER TABLE "Project" ADD COLUMN     "repository" TEXT NOT NULL DEFAULT '';
