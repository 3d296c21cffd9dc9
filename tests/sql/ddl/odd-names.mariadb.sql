-- Left out, or otherwise in MariaDB:
-- The column `select`.`🙂` is called `U1F642_2`, because MariaDB cannot have its name.
-- The column `select`.`résumé` is called `résumé_2`, because MariaDB cannot have its name.
-- The column `select`.`DB_ROW_ID` is called `DB_ROW_ID_2`, because MariaDB cannot have its name.
-- The column `select`.`blank ` is called `blank_`, because MariaDB cannot have its name.
-- The column `select`.`A long name of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters and mo` is called `A long name of two hundred characters of two hundred ch_a34064c7`, because MariaDB cannot have its name.
-- The column `select`.`A long name of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters and m2` is called `A long name of two hundred characters of two hundred ch_daadce00`, because MariaDB cannot have its name.
-- The table `A long name of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters and mo` is called `A long name of two hundred characters of two hundred ch_a34064c7`, because MariaDB cannot have its name.
-- The table `A long name of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters of two hundred characters and m2` is called `A long name of two hundred characters of two hundred ch_daadce00`, because MariaDB cannot have its name.
-- The table `表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表` is called `表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表_b42adce5`, because MariaDB cannot have its name.
-- In keys MariaDB gives texts a length: at most 255 characters in select.id, A long name of two hundred characters of two hundred charact….id, A long name of two hundred characters of two hundred charact….select, A long name of two hundred characters of two hundred charact….code, A long name of two hundred characters of two hundred charact….long, 表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表….code, select_pkey.id.
SET NAMES utf8mb4;
SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '');
CREATE TABLE `select` (
  `id` VARCHAR(255) NOT NULL,
  `order` LONGTEXT NOT NULL,
  `it's a "quote" ``tick`` \` LONGTEXT,
  `U1F642_2` LONGTEXT,
  `U1F642` LONGTEXT,
  `resume` LONGTEXT,
  `résumé_2` LONGTEXT,
  `ctid` LONGTEXT,
  `DB_ROW_ID_2` LONGTEXT,
  `blank_` INT NOT NULL,
  `A long name of two hundred characters of two hundred ch_a34064c7` LONGTEXT,
  `A long name of two hundred characters of two hundred ch_daadce00` LONGTEXT,
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `A long name of two hundred characters of two hundred ch_a34064c7` (
  `id` VARCHAR(255) NOT NULL,
  `select` VARCHAR(255),
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE INDEX `A long name of two hundred characters of two hundred ch_0d0c4bd5` ON `A long name of two hundred characters of two hundred ch_a34064c7` (`select`);
CREATE TABLE `A long name of two hundred characters of two hundred ch_daadce00` (
  `code` VARCHAR(255) NOT NULL,
  `long` VARCHAR(255),
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE INDEX `A long name of two hundred characters of two hundred ch_4db445f5` ON `A long name of two hundred characters of two hundred ch_daadce00` (`long`);
CREATE TABLE `表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表_b42adce5` (
  `code` VARCHAR(255) NOT NULL,
  `part` INT NOT NULL,
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`code`, `part`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE `select_pkey` (
  `id` VARCHAR(255) NOT NULL,
  `note` LONGTEXT,
  `createdAt` VARCHAR(40),
  `updatedAt` VARCHAR(40),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
ALTER TABLE `A long name of two hundred characters of two hundred ch_a34064c7`
  ADD CONSTRAINT `A long name of two hundred characters of two hundred ch_81c34453` FOREIGN KEY (`select`) REFERENCES `select` (`id`) ON DELETE CASCADE;
ALTER TABLE `A long name of two hundred characters of two hundred ch_daadce00`
  ADD CONSTRAINT `A long name of two hundred characters of two hundred ch_16a8f31d` FOREIGN KEY (`long`) REFERENCES `A long name of two hundred characters of two hundred ch_a34064c7` (`id`) ON DELETE CASCADE;
