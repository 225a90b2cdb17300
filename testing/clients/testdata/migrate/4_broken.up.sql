ALTER TABLE accounts ADD COLUMN broken int DEFAULT nothing();
