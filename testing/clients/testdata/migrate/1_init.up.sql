BEGIN;
CREATE SCHEMA app;
CREATE TABLE app.users (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  tags text[] NOT NULL DEFAULT '{}',
  settings jsonb NOT NULL DEFAULT '{}'::jsonb
);
CREATE INDEX users_settings ON app.users USING gin (settings jsonb_path_ops);
COMMENT ON TABLE app.users IS 'who may log in';
COMMIT;
