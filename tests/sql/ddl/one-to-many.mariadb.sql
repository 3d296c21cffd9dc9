-- Left out, or otherwise in MariaDB:
-- In keys MariaDB gives texts a length: at most 255 characters in Publication.id, Article.id, Article.publication.
SET NAMES utf8mb4;
SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '');
CREATE TABLE `Publication` (
  `id` VARCHAR(255) NOT NULL,
  `name` LONGTEXT NOT NULL,
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `Article` (
  `id` VARCHAR(255) NOT NULL,
  `title` LONGTEXT NOT NULL,
  `publication` VARCHAR(255),
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE INDEX `Article_publication` ON `Article` (`publication`);
ALTER TABLE `Article`
  ADD CONSTRAINT `Article_publication_fkey` FOREIGN KEY (`publication`) REFERENCES `Publication` (`id`) ON DELETE CASCADE;
