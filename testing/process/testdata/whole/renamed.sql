--
-- PostgreSQL database dump
--






SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: rn_a b; Type: SCHEMA; Schema: -; Owner: isochron
--

CREATE SCHEMA "rn_a b";


ALTER SCHEMA "rn_a b" OWNER TO isochron;

--
-- Name: SCHEMA "rn_a b"; Type: COMMENT; Schema: -; Owner: isochron
--

COMMENT ON SCHEMA "rn_a b" IS 'it''s quoted';


--
-- Name: rn_ext; Type: SCHEMA; Schema: -; Owner: isochron
--

CREATE SCHEMA rn_ext;


ALTER SCHEMA rn_ext OWNER TO isochron;

--
-- Name: rn_other; Type: SCHEMA; Schema: -; Owner: owner_of_some
--

CREATE SCHEMA rn_other;


ALTER SCHEMA rn_other OWNER TO owner_of_some;

--
-- Name: SCHEMA rn_other; Type: COMMENT; Schema: -; Owner: owner_of_some
--

COMMENT ON SCHEMA rn_other IS 'of somebody else';


--
-- Name: btree_gist; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA rn_ext;


--
-- Name: EXTENSION btree_gist; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';


--
-- Name: citext; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA rn_ext;


--
-- Name: EXTENSION citext; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION citext IS 'any case';


--
-- Name: hstore; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS hstore WITH SCHEMA rn_ext;


--
-- Name: EXTENSION hstore; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION hstore IS 'data type for storing sets of (key, value) pairs';


--
-- Name: pg_trgm; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA rn_ext;


--
-- Name: EXTENSION pg_trgm; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';


--
-- Name: pgcrypto; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA rn_ext;


--
-- Name: EXTENSION pgcrypto; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION pgcrypto IS 'cryptographic functions';


--
-- Name: uuid-ossp; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA rn_ext;


--
-- Name: EXTENSION "uuid-ossp"; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION "uuid-ossp" IS 'generate universally unique identifiers (UUIDs)';


--
-- Name: rn_zpositive; Type: DOMAIN; Schema: public; Owner: isochron
--

CREATE DOMAIN public.rn_zpositive AS integer DEFAULT 7
	CONSTRAINT rn_small CHECK ((VALUE < 1000))
	CONSTRAINT rn_zpositive_check CHECK ((VALUE > 0));


ALTER DOMAIN public.rn_zpositive OWNER TO isochron;

--
-- Name: DOMAIN rn_zpositive; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON DOMAIN public.rn_zpositive IS 'above zero';


--
-- Name: CONSTRAINT rn_small ON DOMAIN rn_zpositive; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON CONSTRAINT rn_small ON DOMAIN public.rn_zpositive IS 'not large';


--
-- Name: rn_a_list; Type: DOMAIN; Schema: public; Owner: isochron
--

CREATE DOMAIN public.rn_a_list AS public.rn_zpositive[] NOT NULL;


ALTER DOMAIN public.rn_a_list OWNER TO isochron;

--
-- Name: rn_d_time; Type: DOMAIN; Schema: public; Owner: isochron
--

CREATE DOMAIN public.rn_d_time AS timestamp(3) with time zone DEFAULT now();


ALTER DOMAIN public.rn_d_time OWNER TO isochron;

--
-- Name: rn_empty_comp; Type: TYPE; Schema: public; Owner: isochron
--

CREATE TYPE public.rn_empty_comp AS (
);


ALTER TYPE public.rn_empty_comp OWNER TO isochron;

--
-- Name: rn_zfloats; Type: TYPE; Schema: public; Owner: isochron
--

CREATE TYPE public.rn_zfloats AS RANGE (
    subtype = double precision,
    multirange_type_name = public.rn_zfloats_multirange,
    subtype_diff = float8mi
);


ALTER TYPE public.rn_zfloats OWNER TO isochron;

--
-- Name: rn_zpair; Type: TYPE; Schema: public; Owner: isochron
--

CREATE TYPE public.rn_zpair AS (
	rn_a integer,
	"rn_b c" numeric(5,2),
	rn_tags text[]
);


ALTER TYPE public.rn_zpair OWNER TO isochron;

--
-- Name: TYPE rn_zpair; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON TYPE public.rn_zpair IS 'two of them';


--
-- Name: COLUMN rn_zpair."rn_b c"; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON COLUMN public.rn_zpair."rn_b c" IS 'an attribute';


--
-- Name: rn_zkind; Type: TYPE; Schema: public; Owner: isochron
--

CREATE TYPE public.rn_zkind AS (
	rn_id integer,
	rn_name text,
	rn_n numeric(5,2),
	rn_at public.rn_zpair,
	rn_later date
);


ALTER TYPE public.rn_zkind OWNER TO isochron;

--
-- Name: rn_zmood; Type: TYPE; Schema: public; Owner: isochron
--

CREATE TYPE public.rn_zmood AS ENUM (
    'rn_sad',
    'rn_ok',
    'rn_great',
    'rn_it''s'
);


ALTER TYPE public.rn_zmood OWNER TO isochron;

--
-- Name: TYPE rn_zmood; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON TYPE public.rn_zmood IS 'how it goes';


--
-- Name: rn_zmoods; Type: TYPE; Schema: public; Owner: isochron
--

CREATE TYPE public.rn_zmoods AS RANGE (
    subtype = public.rn_zmood,
    multirange_type_name = public.rn_zmoods_multirange
);


ALTER TYPE public.rn_zmoods OWNER TO isochron;

--
-- Name: TYPE rn_zmoods; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON TYPE public.rn_zmoods IS 'of moods';


--
-- Name: rn_znest; Type: TYPE; Schema: public; Owner: isochron
--

CREATE TYPE public.rn_znest AS (
	rn_p public.rn_zpair,
	rn_m public.rn_zmood
);


ALTER TYPE public.rn_znest OWNER TO isochron;

--
-- Name: rn_zspans; Type: TYPE; Schema: public; Owner: isochron
--

CREATE TYPE public.rn_zspans AS RANGE (
    subtype = text,
    multirange_type_name = public.rn_manyspans,
    collation = pg_catalog."C"
);


ALTER TYPE public.rn_zspans OWNER TO isochron;

--
-- Name: TYPE rn_zspans; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON TYPE public.rn_zspans IS 'from one to another';


--
-- Name: rn_email; Type: DOMAIN; Schema: rn_other; Owner: isochron
--

CREATE DOMAIN rn_other.rn_email AS text NOT NULL
	CONSTRAINT rn_email_check CHECK (((VALUE ~ '^[^@]+@[^@]+$'::text) AND (length(VALUE) < 50)));


ALTER DOMAIN rn_other.rn_email OWNER TO isochron;

--
-- Name: rn_empty_enum; Type: TYPE; Schema: rn_other; Owner: isochron
--

CREATE TYPE rn_other.rn_empty_enum AS ENUM (
);


ALTER TYPE rn_other.rn_empty_enum OWNER TO isochron;

--
-- Name: rn_nested; Type: TYPE; Schema: rn_other; Owner: owner_of_some
--

CREATE TYPE rn_other.rn_nested AS (
	rn_e rn_other.rn_email,
	rn_r int4range,
	rn_c text,
	rn_arr public.rn_zpair[]
);


ALTER TYPE rn_other.rn_nested OWNER TO owner_of_some;

--
-- Name: rn_place_zmood(integer); Type: FUNCTION; Schema: rn_other; Owner: isochron
--

CREATE FUNCTION rn_other.rn_place_zmood(integer) RETURNS public.rn_zmood
    LANGUAGE sql IMMUTABLE
    AS $_$SELECT (enum_range(NULL::public.zmood))[$1]$_$;


ALTER FUNCTION rn_other.rn_place_zmood(integer) OWNER TO isochron;

--
-- Name: CAST (integer AS public.rn_zmood); Type: CAST; Schema: -; Owner: -
--

CREATE CAST (integer AS public.rn_zmood) WITH FUNCTION rn_other.rn_place_zmood(integer);


--
-- Name: rn_zmood_place(public.rn_zmood); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.rn_zmood_place(public.rn_zmood) RETURNS integer
    LANGUAGE sql IMMUTABLE
    AS $_$SELECT array_position(enum_range(NULL::public.zmood), $1)$_$;


ALTER FUNCTION public.rn_zmood_place(public.rn_zmood) OWNER TO isochron;

--
-- Name: CAST (public.rn_zmood AS integer); Type: CAST; Schema: -; Owner: -
--

CREATE CAST (public.rn_zmood AS integer) WITH FUNCTION public.rn_zmood_place(public.rn_zmood) AS ASSIGNMENT;


--
-- Name: CAST (public.rn_zmood AS integer); Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON CAST (public.rn_zmood AS integer) IS 'by its place';


--
-- Name: CAST (public.rn_zpair AS json); Type: CAST; Schema: -; Owner: -
--

CREATE CAST (public.rn_zpair AS json) WITH INOUT;


--
-- Name: CAST (character varying AS public.rn_zmood); Type: CAST; Schema: -; Owner: -
--

CREATE CAST (character varying AS public.rn_zmood) WITH INOUT AS IMPLICIT;


--
-- Name: rn_agg_fin(numeric, numeric, text); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.rn_agg_fin(numeric, numeric, text) RETURNS numeric
    LANGUAGE sql IMMUTABLE
    AS $_$SELECT $1$_$;


ALTER FUNCTION public.rn_agg_fin(numeric, numeric, text) OWNER TO isochron;

--
-- Name: rn_agg_step(numeric, numeric, text); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.rn_agg_step(numeric, numeric, text) RETURNS numeric
    LANGUAGE sql IMMUTABLE
    AS $_$SELECT $1 + $2$_$;


ALTER FUNCTION public.rn_agg_step(numeric, numeric, text) OWNER TO isochron;

--
-- Name: rn_apairs(integer); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.rn_apairs(n integer) RETURNS TABLE(a integer, b text)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 5
    AS $$SELECT n, n::text$$;


ALTER FUNCTION public.rn_apairs(n integer) OWNER TO isochron;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: rn_owned; Type: TABLE; Schema: rn_other; Owner: owner_of_some
--

CREATE TABLE rn_other.rn_owned (
    rn_id integer NOT NULL,
    rn_v text
);


ALTER TABLE rn_other.rn_owned OWNER TO owner_of_some;

--
-- Name: rn_atomic_many(integer); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.rn_atomic_many(k integer) RETURNS TABLE(id integer, t text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 INSERT INTO rn_other.rn_owned (rn_id, rn_v)
   VALUES (rn_atomic_many.k, 'x'::text);
 UPDATE rn_other.rn_owned SET rn_v = (rn_owned.rn_v || 'y'::text)
   WHERE (rn_owned.rn_id = rn_atomic_many.k);
 DELETE FROM rn_other.rn_owned
   WHERE (rn_owned.rn_id = rn_atomic_many.k)
   RETURNING rn_owned.rn_id AS id,
     rn_owned.rn_v AS v;
END;


ALTER FUNCTION public.rn_atomic_many(k integer) OWNER TO isochron;

--
-- Name: rn_f(integer); Type: FUNCTION; Schema: rn_other; Owner: owner_of_some
--

CREATE FUNCTION rn_other.rn_f(i integer) RETURNS integer
    LANGUAGE sql IMMUTABLE LEAKPROOF PARALLEL SAFE
    BEGIN ATOMIC
 SELECT (i + 1);
END;


ALTER FUNCTION rn_other.rn_f(i integer) OWNER TO owner_of_some;

--
-- Name: rn_atomic_proc(integer, text); Type: PROCEDURE; Schema: public; Owner: isochron
--

CREATE PROCEDURE public.rn_atomic_proc(IN a integer, INOUT b text)
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT ((rn_other.rn_f(a))::text || b);
END;


ALTER PROCEDURE public.rn_atomic_proc(IN a integer, INOUT b text) OWNER TO isochron;

--
-- Name: PROCEDURE rn_atomic_proc(IN a integer, INOUT b text); Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON PROCEDURE public.rn_atomic_proc(IN a integer, INOUT b text) IS 'a procedure';


--
-- Name: rn_atomic_ret(integer); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.rn_atomic_ret(i integer DEFAULT 3, OUT o integer) RETURNS integer
    LANGUAGE sql
    RETURN (i * 2);


ALTER FUNCTION public.rn_atomic_ret(i integer, OUT o integer) OWNER TO isochron;

--
-- Name: rn_pairs; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_pairs (
    rn_a integer NOT NULL,
    rn_b integer NOT NULL,
    rn_c integer,
    rn_d integer
);


ALTER TABLE public.rn_pairs OWNER TO isochron;

--
-- Name: rn_defaulted(timestamp with time zone, text, integer[], public.rn_pairs); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.rn_defaulted(a timestamp with time zone DEFAULT now(), b text DEFAULT ('x'::text || 'y'::text), c integer[] DEFAULT ARRAY[1, 2], d public.rn_pairs DEFAULT NULL::public.rn_pairs) RETURNS record
    LANGUAGE sql
    AS $$SELECT 1, 2$$;


ALTER FUNCTION public.rn_defaulted(a timestamp with time zone, b text, c integer[], d public.rn_pairs) OWNER TO isochron;

--
-- Name: rn_definer_proc(); Type: PROCEDURE; Schema: public; Owner: isochron
--

CREATE PROCEDURE public.rn_definer_proc()
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$BEGIN COMMIT; END$$;


ALTER PROCEDURE public.rn_definer_proc() OWNER TO isochron;

--
-- Name: rn_every_attr(text, anyelement, anyarray); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.rn_every_attr(a text, b anyelement, VARIADIC c anyarray) RETURNS anyarray
    LANGUAGE plpgsql STABLE COST 12 PARALLEL RESTRICTED
    SET work_mem TO '8MB'
    SET "TimeZone" TO 'UTC'
    AS $$DECLARE x int := 1; BEGIN RETURN c; END $$;


ALTER FUNCTION public.rn_every_attr(a text, b anyelement, VARIADIC c anyarray) OWNER TO isochron;

--
-- Name: rn_fill(integer); Type: PROCEDURE; Schema: public; Owner: isochron
--

CREATE PROCEDURE public.rn_fill(INOUT i integer)
    LANGUAGE plpgsql
    AS $$BEGIN i := i + 1; END$$;


ALTER PROCEDURE public.rn_fill(INOUT i integer) OWNER TO isochron;

--
-- Name: rn_Weird "name; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public."rn_Weird ""name" (
    rn_select integer NOT NULL,
    "rn_Upper" text DEFAULT 'back\slash
nl''q'::text,
    "rn_a%b" integer
);


ALTER TABLE public."rn_Weird ""name" OWNER TO isochron;

--
-- Name: TABLE "rn_Weird ""name"; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON TABLE public."rn_Weird ""name" IS 'multi
line -- comment';


--
-- Name: rn_base; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_base (
    rn_id integer NOT NULL,
    rn_name character varying(20) NOT NULL,
    amount numeric(12,3) DEFAULT 1.5,
    rn_at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP,
    rn_day date DEFAULT CURRENT_DATE,
    CONSTRAINT rn_not_for_children CHECK (((rn_name)::text <> 'x'::text)) NO INHERIT,
    CONSTRAINT rn_positive CHECK ((amount > (0)::numeric))
)
WITH (fillfactor='80', autovacuum_enabled='false');
ALTER TABLE ONLY public.rn_base ALTER COLUMN rn_name SET STATISTICS 200;
ALTER TABLE ONLY public.rn_base ALTER COLUMN rn_name SET STORAGE EXTERNAL;


ALTER TABLE public.rn_base OWNER TO isochron;

--
-- Name: CONSTRAINT rn_positive ON rn_base; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON CONSTRAINT rn_positive ON public.rn_base IS 'above zero';


--
-- Name: rn_given_back(public.rn_zmood[], public."rn_Weird ""name"); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.rn_given_back(a public.rn_zmood[], b public."rn_Weird ""name") RETURNS SETOF public.rn_base
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$BEGIN RETURN; END$$;


ALTER FUNCTION public.rn_given_back(a public.rn_zmood[], b public."rn_Weird ""name") OWNER TO isochron;

--
-- Name: rn_many_out(integer, text); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.rn_many_out(a integer, INOUT b text, OUT c numeric, OUT d integer[]) RETURNS record
    LANGUAGE sql
    AS $$SELECT b, 1.5, ARRAY[a]$$;


ALTER FUNCTION public.rn_many_out(a integer, INOUT b text, OUT c numeric, OUT d integer[]) OWNER TO isochron;

--
-- Name: FUNCTION rn_many_out(a integer, INOUT b text, OUT c numeric, OUT d integer[]); Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON FUNCTION public.rn_many_out(a integer, INOUT b text, OUT c numeric, OUT d integer[]) IS 'several';


--
-- Name: rn_parents; Type: TABLE; Schema: rn_a b; Owner: isochron
--

CREATE TABLE "rn_a b".rn_parents (
    rn_id integer NOT NULL,
    rn_name text DEFAULT 'x'::text NOT NULL,
    rn_n numeric(5,2),
    rn_at timestamp with time zone DEFAULT now(),
    rn_tags text[]
);


ALTER TABLE "rn_a b".rn_parents OWNER TO isochron;

--
-- Name: TABLE rn_parents; Type: COMMENT; Schema: rn_a b; Owner: isochron
--

COMMENT ON TABLE "rn_a b".rn_parents IS 'it''s the first';


--
-- Name: COLUMN rn_parents.rn_name; Type: COMMENT; Schema: rn_a b; Owner: isochron
--

COMMENT ON COLUMN "rn_a b".rn_parents.rn_name IS 'a name';


--
-- Name: rn_rowfn("rn_a b".rn_parents); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.rn_rowfn(p "rn_a b".rn_parents) RETURNS text
    LANGUAGE sql STABLE
    AS $$SELECT p.name$$;


ALTER FUNCTION public.rn_rowfn(p "rn_a b".rn_parents) OWNER TO isochron;

--
-- Name: rn_seq_of(integer); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.rn_seq_of(n integer) RETURNS SETOF integer
    LANGUAGE plpgsql ROWS 17
    AS $$BEGIN RETURN QUERY SELECT generate_series(1, n); END$$;


ALTER FUNCTION public.rn_seq_of(n integer) OWNER TO isochron;

--
-- Name: rn_stamp(); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.rn_stamp() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN NEW.t := upper(NEW.t); RETURN NEW; END$$;


ALTER FUNCTION public.rn_stamp() OWNER TO isochron;

--
-- Name: rn_zadd(numeric, integer); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.rn_zadd(numeric, integer) RETURNS numeric
    LANGUAGE sql
    AS $_$SELECT $1 + $2$_$;


ALTER FUNCTION public.rn_zadd(numeric, integer) OWNER TO isochron;

--
-- Name: rn_znear(integer, integer); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.rn_znear(integer, integer) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $_$SELECT abs($1 - $2) < 3$_$;


ALTER FUNCTION public.rn_znear(integer, integer) OWNER TO isochron;

--
-- Name: rn_zplus(integer, public.rn_zmood, integer[]); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.rn_zplus(a integer, "b c" public.rn_zmood DEFAULT 'rn_ok'::public.rn_zmood, VARIADIC r integer[] DEFAULT '{1}'::integer[]) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT COST 7
    SET search_path TO 'public', 'a b'
    AS $_$SELECT a || '$function$'$_$;


ALTER FUNCTION public.rn_zplus(a integer, "b c" public.rn_zmood, VARIADIC r integer[]) OWNER TO isochron;

--
-- Name: FUNCTION rn_zplus(a integer, "b c" public.rn_zmood, VARIADIC r integer[]); Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON FUNCTION public.rn_zplus(a integer, "b c" public.rn_zmood, VARIADIC r integer[]) IS 'adds';


--
-- Name: rn_rows(); Type: FUNCTION; Schema: rn_a b; Owner: isochron
--

CREATE FUNCTION "rn_a b".rn_rows() RETURNS SETOF public.rn_pairs
    LANGUAGE sql
    AS $$SELECT * FROM public.pairs$$;


ALTER FUNCTION "rn_a b".rn_rows() OWNER TO isochron;

--
-- Name: rn_agg_full(numeric, text); Type: AGGREGATE; Schema: public; Owner: isochron
--

CREATE AGGREGATE public.rn_agg_full(numeric, text) (
    SFUNC = public.rn_agg_step,
    STYPE = numeric,
    SSPACE = 16,
    INITCOND = '0',
    FINALFUNC = public.rn_agg_fin,
    FINALFUNC_EXTRA,
    FINALFUNC_MODIFY = READ_WRITE,
    COMBINEFUNC = numeric_add,
    PARALLEL = restricted
);


ALTER AGGREGATE public.rn_agg_full(numeric, text) OWNER TO isochron;

--
-- Name: rn_every_one(*); Type: AGGREGATE; Schema: public; Owner: isochron
--

CREATE AGGREGATE public.rn_every_one(*) (
    SFUNC = int8inc,
    STYPE = bigint,
    INITCOND = '0',
    MSFUNC = int8inc,
    MINVFUNC = int8dec,
    MSTYPE = bigint,
    MINITCOND = '0',
    PARALLEL = safe
);


ALTER AGGREGATE public.rn_every_one(*) OWNER TO isochron;

--
-- Name: rn_ztotal(integer); Type: AGGREGATE; Schema: public; Owner: isochron
--

CREATE AGGREGATE public.rn_ztotal(integer) (
    SFUNC = public.rn_zadd,
    STYPE = numeric,
    INITCOND = '0',
    FINALFUNC = numeric_abs
);


ALTER AGGREGATE public.rn_ztotal(integer) OWNER TO isochron;

--
-- Name: AGGREGATE rn_ztotal(integer); Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON AGGREGATE public.rn_ztotal(integer) IS 'adds';


--
-- Name: rn_together(anycompatible); Type: AGGREGATE; Schema: rn_a b; Owner: isochron
--

CREATE AGGREGATE "rn_a b".rn_together(anycompatible) (
    SFUNC = array_append,
    STYPE = anycompatiblearray,
    INITCOND = '{}'
);


ALTER AGGREGATE "rn_a b".rn_together(anycompatible) OWNER TO isochron;

--
-- Name: ~=~; Type: OPERATOR; Schema: public; Owner: isochron
--

CREATE OPERATOR public.~=~ (
    FUNCTION = public.rn_znear,
    LEFTARG = integer,
    RIGHTARG = integer,
    COMMUTATOR = OPERATOR(public.~=~),
    RESTRICT = eqsel,
    JOIN = eqjoinsel
);


ALTER OPERATOR public.~=~ (integer, integer) OWNER TO isochron;

--
-- Name: OPERATOR ~=~ (integer, integer); Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON OPERATOR public.~=~ (integer, integer) IS 'not far';


--
-- Name: !!; Type: OPERATOR; Schema: rn_a b; Owner: isochron
--

CREATE OPERATOR "rn_a b".!! (
    FUNCTION = int4um,
    RIGHTARG = integer
);


ALTER OPERATOR "rn_a b".!! (NONE, integer) OWNER TO isochron;

--
-- Name: @@@; Type: OPERATOR; Schema: rn_other; Owner: owner_of_some
--

CREATE OPERATOR rn_other.@@@ (
    FUNCTION = texteq,
    LEFTARG = text,
    RIGHTARG = text,
    MERGES,
    HASHES
);


ALTER OPERATOR rn_other.@@@ (text, text) OWNER TO owner_of_some;

--
-- Name: rn_refers; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_refers (
    rn_id integer NOT NULL,
    rn_a integer DEFAULT 7,
    rn_b integer,
    rn_up integer
);


ALTER TABLE public.rn_refers OWNER TO isochron;

--
-- Name: rn_kept; Type: MATERIALIZED VIEW; Schema: public; Owner: isochron
--

CREATE MATERIALIZED VIEW public.rn_kept AS
 SELECT rn_refers.rn_id,
    rn_refers.b AS rn_b,
    p.rn_a
   FROM (public.rn_refers rn_refers(rn_id, rn_a, b, rn_up)
     JOIN public.rn_pairs p(rn_a, b, rn_c, rn_d) USING (b))
  WITH NO DATA;


ALTER TABLE public.rn_kept OWNER TO isochron;

--
-- Name: MATERIALIZED VIEW rn_kept; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON MATERIALIZED VIEW public.rn_kept IS 'as of then';


--
-- Name: rn_a_kept; Type: MATERIALIZED VIEW; Schema: public; Owner: isochron
--

CREATE MATERIALIZED VIEW public.rn_a_kept AS
 SELECT count(*) AS rn_n
   FROM public.rn_kept
  WITH NO DATA;


ALTER TABLE public.rn_a_kept OWNER TO isochron;

--
-- Name: rn_parted; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_parted (
    rn_a integer NOT NULL,
    rn_b text,
    rn_c integer DEFAULT 5,
    rn_g integer GENERATED ALWAYS AS ((rn_a * 2)) STORED,
    CONSTRAINT rn_parted_c_check CHECK ((rn_c > 0))
)
PARTITION BY RANGE (rn_a);


ALTER TABLE public.rn_parted OWNER TO isochron;

--
-- Name: rn_a_part; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_a_part (
    rn_g integer GENERATED ALWAYS AS ((rn_a * 2)) STORED,
    rn_c integer DEFAULT 7,
    rn_a integer NOT NULL,
    rn_b text,
    CONSTRAINT rn_parted_c_check CHECK ((rn_c > 0))
);


ALTER TABLE public.rn_a_part OWNER TO isochron;

--
-- Name: rn_a_typed; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_a_typed (
    rn_m public.rn_zmood DEFAULT 'rn_ok'::public.rn_zmood,
    rn_ms public.rn_zmood[],
    rn_p public.rn_zpositive NOT NULL,
    rn_l public.rn_a_list,
    rn_j jsonb DEFAULT '{"a": [1, 2.50], "b": 1}'::jsonb,
    rn_q integer GENERATED ALWAYS AS (((rn_p)::integer * 2)) STORED
);


ALTER TABLE public.rn_a_typed OWNER TO isochron;

--
-- Name: rn_a_ztyped; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_a_ztyped (
    rn_id integer NOT NULL,
    rn_n inet,
    rn_c cidr[],
    rn_h macaddr,
    rn_h8 macaddr8,
    rn_b bit(3) DEFAULT '101'::"bit",
    rn_v bit varying(9),
    rn_r int4range,
    rn_rs tsrange,
    rn_m nummultirange,
    rn_p point,
    rn_o polygon,
    rn_z public.rn_zpair,
    rn_zs public.rn_zpair[],
    rn_y public.rn_znest
);


ALTER TABLE public.rn_a_ztyped OWNER TO isochron;

--
-- Name: rn_always; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_always (
    rn_a integer NOT NULL,
    rn_b integer GENERATED ALWAYS AS ((rn_c + 1)) STORED,
    rn_c integer NOT NULL,
    rn_small smallint NOT NULL,
    rn_s integer NOT NULL
);

ALTER TABLE ONLY public.rn_always FORCE ROW LEVEL SECURITY;


ALTER TABLE public.rn_always OWNER TO isochron;

--
-- Name: rn_always_a_seq; Type: SEQUENCE; Schema: public; Owner: isochron
--

ALTER TABLE public.rn_always ALTER COLUMN rn_a ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.rn_always_a_seq
    START WITH -1
    INCREMENT BY -2
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: rn_always_s_seq; Type: SEQUENCE; Schema: public; Owner: isochron
--

CREATE SEQUENCE public.rn_always_s_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.rn_always_s_seq OWNER TO isochron;

--
-- Name: rn_always_s_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: isochron
--

ALTER SEQUENCE public.rn_always_s_seq OWNED BY public.rn_always.rn_s;


--
-- Name: rn_always_small_seq; Type: SEQUENCE; Schema: public; Owner: isochron
--

CREATE SEQUENCE public.rn_always_small_seq
    AS smallint
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.rn_always_small_seq OWNER TO isochron;

--
-- Name: rn_always_small_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: isochron
--

ALTER SEQUENCE public.rn_always_small_seq OWNED BY public.rn_always.rn_small;


--
-- Name: rn_base_id_seq; Type: SEQUENCE; Schema: public; Owner: isochron
--

ALTER TABLE public.rn_base ALTER COLUMN rn_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rn_base_id_seq
    START WITH 10
    INCREMENT BY 5
    NO MINVALUE
    MAXVALUE 1000
    CACHE 1
    CYCLE
);


--
-- Name: rn_booked; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_booked (
    rn_room integer,
    rn_from date,
    rn_until date,
    rn_during tsrange,
    rn_a inet
);


ALTER TABLE public.rn_booked OWNER TO isochron;

--
-- Name: rn_children; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_children (
    rn_id bigint NOT NULL,
    rn_parent integer,
    rn_d date,
    rn_b bytea
);


ALTER TABLE public.rn_children OWNER TO isochron;

--
-- Name: rn_children_id_seq; Type: SEQUENCE; Schema: public; Owner: isochron
--

CREATE SEQUENCE public.rn_children_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.rn_children_id_seq OWNER TO isochron;

--
-- Name: rn_children_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: isochron
--

ALTER SEQUENCE public.rn_children_id_seq OWNED BY public.rn_children.rn_id;


--
-- Name: rn_clustered; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_clustered (
    rn_id integer,
    rn_b integer
);


ALTER TABLE public.rn_clustered OWNER TO isochron;

--
-- Name: rn_counter; Type: SEQUENCE; Schema: public; Owner: isochron
--

CREATE SEQUENCE public.rn_counter
    START WITH 5
    INCREMENT BY 3
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.rn_counter OWNER TO isochron;

--
-- Name: SEQUENCE rn_counter; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON SEQUENCE public.rn_counter IS 'counts';


--
-- Name: rn_defaults; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_defaults (
    rn_a bigint DEFAULT '5000000000'::bigint,
    rn_b bit(8) DEFAULT '00011111'::"bit",
    rn_c bit varying DEFAULT '10'::"bit",
    rn_d integer DEFAULT '-5'::integer,
    rn_e numeric DEFAULT '-1.50'::numeric,
    rn_f boolean DEFAULT true,
    rn_g integer[] DEFAULT '{1,2}'::integer[],
    rn_h inet DEFAULT '10.0.0.1/8'::inet,
    rn_i int4range DEFAULT '[1,6)'::int4range,
    rn_j uuid DEFAULT 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid,
    rn_k text DEFAULT ('a'::text || 'b'::text),
    rn_l timestamp without time zone DEFAULT '2020-01-02 00:00:00'::timestamp without time zone,
    rn_m date DEFAULT '2020-01-02'::date,
    rn_n interval DEFAULT '01:30:00'::interval,
    rn_o character(5) DEFAULT 'x'::bpchar,
    rn_p character varying(5) DEFAULT 'abc'::character varying,
    rn_q double precision DEFAULT 1,
    rn_r double precision DEFAULT '1000'::double precision,
    rn_s smallint DEFAULT 3,
    rn_t numeric(5,2) DEFAULT 1.5,
    rn_u text DEFAULT CURRENT_USER,
    rn_v timestamp with time zone DEFAULT CURRENT_TIMESTAMP,
    rn_w jsonb DEFAULT '{"a": 2, "b": 1}'::jsonb,
    rn_x point DEFAULT '(1,2)'::point,
    rn_y tsvector DEFAULT '''a'' ''b'''::tsvector,
    rn_z money DEFAULT 3,
    rn_aa bytea DEFAULT '\xab'::bytea,
    rn_bb "char" DEFAULT 'x'::"char",
    rn_cc name DEFAULT 'n'::name,
    rn_dd json DEFAULT '{"a" : 1}'::json,
    rn_ee regclass DEFAULT 'public.rn_pairs'::regclass,
    rn_ff oid DEFAULT 5,
    rn_gg integer DEFAULT (1 + (2 * 3)),
    rn_hh text,
    rn_ii integer DEFAULT ((random() * (10)::double precision))::integer,
    rn_jj text[] DEFAULT ARRAY['a'::text, 'b'::text],
    rn_kk text[] DEFAULT ARRAY[]::text[],
    rn_ll time without time zone DEFAULT '01:02:00'::time without time zone,
    rn_mm time with time zone DEFAULT '01:02:00+03'::time with time zone,
    rn_nn text DEFAULT lower('X'::text) COLLATE pg_catalog."C",
    rn_oo text DEFAULT to_char(now(), 'YYYY'::text),
    rn_pp date DEFAULT now(),
    rn_qq character varying DEFAULT 5,
    rn_rr bigint DEFAULT '7'::bigint,
    rn_ss text DEFAULT (ARRAY['a'::text])[1],
    rn_tt interval DEFAULT '1 day'::interval,
    rn_uu boolean DEFAULT (NOT true),
    rn_vv public.rn_zmood DEFAULT 'rn_sad'::public.rn_zmood
);


ALTER TABLE public.rn_defaults OWNER TO isochron;

--
-- Name: rn_down_seq; Type: SEQUENCE; Schema: public; Owner: isochron
--

CREATE SEQUENCE public.rn_down_seq
    START WITH -1
    INCREMENT BY -1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.rn_down_seq OWNER TO isochron;

--
-- Name: rn_every_type; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_every_type (
    rn_b boolean DEFAULT true,
    rn_i2 smallint,
    rn_i4 integer,
    rn_i8 bigint,
    rn_f4 real DEFAULT '-Infinity'::real,
    rn_f8 double precision,
    rn_n numeric,
    rn_n5 numeric(5,0),
    rn_nneg numeric(4,-2),
    rn_t text COLLATE pg_catalog."C",
    rn_vc character varying,
    rn_c character(3),
    rn_c1 character(1),
    rn_nm name,
    rn_qc "char",
    rn_by bytea,
    rn_d date,
    rn_ti time(2) without time zone,
    rn_ttz time with time zone,
    rn_ts timestamp(0) without time zone,
    rn_tstz timestamp with time zone,
    rn_iv interval day to second(3),
    rn_iv2 interval(2),
    rn_iv3 interval year,
    rn_u uuid,
    rn_m money,
    rn_j json,
    rn_jb jsonb,
    rn_jp jsonpath,
    rn_o oid,
    rn_rc regclass,
    rn_rt regtype,
    rn_tid tid,
    rn_xid xid8,
    rn_lsn pg_lsn,
    rn_ip inet,
    rn_net cidr,
    rn_mac macaddr,
    rn_mac8 macaddr8,
    rn_bi bit(1),
    rn_bi3 bit(3)[],
    rn_vb bit varying(7),
    rn_r4 int4range,
    rn_rn numrange,
    rn_rd daterange,
    rn_mr int8multirange,
    rn_pt point,
    rn_ls lseg,
    rn_bx box,
    rn_pth path,
    rn_pg polygon,
    rn_ln line,
    rn_ci circle,
    rn_tsv tsvector,
    rn_tsq tsquery,
    rn_aa integer[],
    rn_am public.rn_zmood[],
    rn_d1 public.rn_zpositive,
    rn_l public.rn_a_list DEFAULT '{}'::public.rn_zpositive[],
    rn_p public.rn_zpair,
    rn_rowt public.rn_pairs,
    rn_rowa public.rn_pairs[]
);


ALTER TABLE public.rn_every_type OWNER TO isochron;

--
-- Name: rn_excl; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_excl (
    rn_id integer,
    rn_during tstzrange,
    rn_name text COLLATE pg_catalog."C"
);


ALTER TABLE public.rn_excl OWNER TO isochron;

--
-- Name: rn_fives; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_fives (
    rn_id integer NOT NULL
);

ALTER TABLE ONLY public.rn_fives REPLICA IDENTITY NOTHING;


ALTER TABLE public.rn_fives OWNER TO isochron;

--
-- Name: rn_hashed; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_hashed (
    rn_id integer NOT NULL,
    rn_k text NOT NULL
)
PARTITION BY HASH (rn_id);


ALTER TABLE public.rn_hashed OWNER TO isochron;

--
-- Name: rn_hashed_0; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_hashed_0 (
    rn_id integer NOT NULL,
    rn_k text NOT NULL
);


ALTER TABLE public.rn_hashed_0 OWNER TO isochron;

--
-- Name: rn_hashed_1; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_hashed_1 (
    rn_id integer NOT NULL,
    rn_k text NOT NULL
);


ALTER TABLE public.rn_hashed_1 OWNER TO isochron;

--
-- Name: rn_mixin; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_mixin (
    rn_extra text,
    amount numeric(12,3)
);


ALTER TABLE public.rn_mixin OWNER TO isochron;

--
-- Name: rn_heir; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_heir (
    rn_more integer,
    CONSTRAINT rn_heir_more_check CHECK ((rn_more < 100))
)
INHERITS (public.rn_base, public.rn_mixin);
ALTER TABLE ONLY public.rn_heir ALTER COLUMN rn_name SET STATISTICS 200;
ALTER TABLE ONLY public.rn_heir ALTER COLUMN rn_name SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.rn_heir ALTER COLUMN rn_extra SET NOT NULL;


ALTER TABLE public.rn_heir OWNER TO isochron;

--
-- Name: COLUMN rn_heir.rn_extra; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON COLUMN public.rn_heir.rn_extra IS 'inherited';


--
-- Name: rn_heir2; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_heir2 (
    rn_id integer NOT NULL,
    rn_name character varying(20) NOT NULL,
    amount numeric(12,3) DEFAULT 1.5,
    rn_at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP,
    rn_day date DEFAULT CURRENT_DATE,
    rn_last integer,
    CONSTRAINT rn_not_for_children CHECK (((rn_name)::text <> 'x'::text)) NO INHERIT,
    CONSTRAINT rn_positive CHECK ((amount > (0)::numeric))
);


ALTER TABLE public.rn_heir2 OWNER TO isochron;

--
-- Name: rn_heir2_id_seq; Type: SEQUENCE; Schema: public; Owner: isochron
--

ALTER TABLE public.rn_heir2 ALTER COLUMN rn_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rn_heir2_id_seq
    START WITH 10
    INCREMENT BY 5
    NO MINVALUE
    MAXVALUE 1000
    CACHE 1
    CYCLE
);


--
-- Name: rn_heir3; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_heir3 (
    rn_extra text,
    amount numeric(12,3),
    rn_own integer
)
INHERITS (public.rn_mixin);


ALTER TABLE public.rn_heir3 OWNER TO isochron;

--
-- Name: rn_int_seq; Type: SEQUENCE; Schema: public; Owner: isochron
--

CREATE SEQUENCE public.rn_int_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.rn_int_seq OWNER TO isochron;

--
-- Name: rn_keyed; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_keyed (
    rn_k integer NOT NULL,
    rn_v integer DEFAULT nextval('public.rn_counter'::regclass),
    rn_i interval,
    rn_u uuid
);


ALTER TABLE public.rn_keyed OWNER TO isochron;

--
-- Name: rn_keyed_k_seq; Type: SEQUENCE; Schema: public; Owner: isochron
--

ALTER TABLE public.rn_keyed ALTER COLUMN rn_k ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.rn_keyed_k_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: rn_late_key; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_late_key (
    rn_a text NOT NULL COLLATE pg_catalog."C",
    rn_b text
);


ALTER TABLE public.rn_late_key OWNER TO isochron;

--
-- Name: rn_listed; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_listed AS
 SELECT p.rn_a,
    x.k AS rn_k,
    x.t AS rn_t
   FROM public.rn_pairs p,
    jsonb_to_recordset('[{"k": 1}]'::jsonb) x(k integer, t text);


ALTER TABLE public.rn_listed OWNER TO isochron;

--
-- Name: rn_many; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_many (
    rn_i integer,
    rn_t text
);


ALTER TABLE public.rn_many OWNER TO isochron;

--
-- Name: rn_methods; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_methods (
    rn_id integer NOT NULL,
    rn_a integer,
    rn_b text,
    rn_c character varying(10),
    rn_r int4range,
    rn_m int4multirange,
    rn_n inet,
    rn_ci cidr,
    rn_v tsvector
);


ALTER TABLE public.rn_methods OWNER TO isochron;

--
-- Name: rn_moods; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_moods AS
 SELECT rn_a_typed.rn_m,
    count(*) AS rn_count
   FROM public.rn_a_typed
  WHERE (rn_a_typed.rn_m >= 'rn_ok'::public.rn_zmood)
  GROUP BY rn_a_typed.rn_m;


ALTER TABLE public.rn_moods OWNER TO isochron;

--
-- Name: VIEW rn_moods; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON VIEW public.rn_moods IS 'by mood';


--
-- Name: COLUMN rn_moods.rn_count; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON COLUMN public.rn_moods.rn_count IS 'how many';


--
-- Name: rn_mv_opts; Type: MATERIALIZED VIEW; Schema: public; Owner: owner_of_some
--

CREATE MATERIALIZED VIEW public.rn_mv_opts
WITH (fillfactor='70') AS
 SELECT rn_pairs.rn_a,
    count(*) AS rn_n
   FROM public.rn_pairs
  GROUP BY rn_pairs.rn_a
  WITH NO DATA;


ALTER TABLE public.rn_mv_opts OWNER TO owner_of_some;

--
-- Name: MATERIALIZED VIEW rn_mv_opts; Type: COMMENT; Schema: public; Owner: owner_of_some
--

COMMENT ON MATERIALIZED VIEW public.rn_mv_opts IS 'with options';


--
-- Name: rn_no_columns; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_no_columns (
);


ALTER TABLE public.rn_no_columns OWNER TO isochron;

--
-- Name: rn_nums; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_nums AS
 WITH RECURSIVE nums(n) AS (
         VALUES (1)
        UNION ALL
         SELECT (nums_1.n + 1)
           FROM nums nums_1
          WHERE (nums_1.n < 10)
        )
 SELECT nums.n AS rn_n
   FROM nums;


ALTER TABLE public.rn_nums OWNER TO isochron;

--
-- Name: rn_only_dropped; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_only_dropped (
    rn_b integer
);


ALTER TABLE public.rn_only_dropped OWNER TO isochron;

--
-- Name: rn_owned_seq; Type: SEQUENCE; Schema: public; Owner: isochron
--

CREATE SEQUENCE public.rn_owned_seq
    AS smallint
    START WITH -5
    INCREMENT BY 1
    MINVALUE -5
    MAXVALUE 500
    CACHE 5
    CYCLE;


ALTER TABLE public.rn_owned_seq OWNER TO isochron;

--
-- Name: rn_owned_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: isochron
--

ALTER SEQUENCE public.rn_owned_seq OWNED BY public.rn_always.rn_c;


--
-- Name: rn_p_list; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_p_list (
    rn_k text NOT NULL,
    rn_v integer DEFAULT 3 NOT NULL
)
PARTITION BY LIST (rn_k);


ALTER TABLE public.rn_p_list OWNER TO isochron;

--
-- Name: rn_p_list_a; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_p_list_a (
    rn_k text NOT NULL,
    rn_v integer DEFAULT 4 NOT NULL
);


ALTER TABLE public.rn_p_list_a OWNER TO isochron;

--
-- Name: rn_p_list_c; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_p_list_c (
    rn_k text NOT NULL,
    rn_v integer DEFAULT 3 NOT NULL
);


ALTER TABLE public.rn_p_list_c OWNER TO isochron;

--
-- Name: rn_p_range; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_p_range (
    rn_a integer,
    rn_b date
)
PARTITION BY RANGE (rn_a, rn_b);


ALTER TABLE public.rn_p_range OWNER TO isochron;

--
-- Name: rn_p_range_1; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_p_range_1 (
    rn_a integer,
    rn_b date
);


ALTER TABLE public.rn_p_range_1 OWNER TO isochron;

--
-- Name: rn_p_range_2; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_p_range_2 (
    rn_a integer,
    rn_b date,
    CONSTRAINT rn_more CHECK ((rn_a < 100))
)
WITH (fillfactor='60');


ALTER TABLE public.rn_p_range_2 OWNER TO isochron;

--
-- Name: rn_parted_1; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_parted_1 (
    rn_a integer NOT NULL,
    rn_b text,
    rn_c integer DEFAULT 5,
    rn_g integer GENERATED ALWAYS AS ((rn_a * 2)) STORED,
    CONSTRAINT rn_parted_c_check CHECK ((rn_c > 0))
);


ALTER TABLE public.rn_parted_1 OWNER TO isochron;

--
-- Name: rn_parted_2; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_parted_2 (
    rn_a integer NOT NULL,
    rn_b text,
    rn_c integer DEFAULT 6,
    rn_g integer GENERATED ALWAYS AS ((rn_a * 2)) STORED,
    CONSTRAINT rn_parted_c_check CHECK ((rn_c > 0))
)
PARTITION BY LIST (lower(rn_b));


ALTER TABLE public.rn_parted_2 OWNER TO isochron;

--
-- Name: rn_parted_2a; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_parted_2a (
    rn_a integer NOT NULL,
    rn_b text,
    rn_c integer DEFAULT 6,
    rn_g integer GENERATED ALWAYS AS ((rn_a * 2)) STORED,
    CONSTRAINT rn_parted_c_check CHECK ((rn_c > 0))
);


ALTER TABLE public.rn_parted_2a OWNER TO isochron;

--
-- Name: rn_parted_2d; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_parted_2d (
    rn_a integer NOT NULL,
    rn_b text,
    rn_c integer DEFAULT 6,
    rn_g integer GENERATED ALWAYS AS ((rn_a * 2)) STORED,
    CONSTRAINT rn_parted_c_check CHECK ((rn_c > 0))
);


ALTER TABLE public.rn_parted_2d OWNER TO isochron;

--
-- Name: rn_parted_expr; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_parted_expr (
    rn_a integer,
    rn_b text
)
PARTITION BY RANGE (((rn_a + 1)), lower(rn_b));


ALTER TABLE public.rn_parted_expr OWNER TO isochron;

--
-- Name: rn_stamped; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_stamped (
    rn_i integer DEFAULT length(public.rn_zplus(1)),
    rn_t text,
    CONSTRAINT rn_stamped_i_check CHECK ((public.rn_zplus(rn_i) <> ''::text))
);


ALTER TABLE public.rn_stamped OWNER TO isochron;

--
-- Name: rn_plus_view; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_plus_view AS
 SELECT public.rn_zplus(rn_stamped.rn_i) AS rn_z,
    p.b AS rn_b
   FROM public.rn_stamped,
    LATERAL public.rn_apairs(rn_stamped.rn_i) p(a, b);


ALTER TABLE public.rn_plus_view OWNER TO isochron;

--
-- Name: rn_refers_part; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_refers_part (
    rn_k text,
    rn_v integer
);


ALTER TABLE public.rn_refers_part OWNER TO isochron;

--
-- Name: rn_shown; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_shown AS
 SELECT rn_stamped.rn_i,
    rn_stamped.rn_t
   FROM public.rn_stamped;


ALTER TABLE public.rn_shown OWNER TO isochron;

--
-- Name: rn_text_kept; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_text_kept (
    rn_body text,
    rn_doc tsvector GENERATED ALWAYS AS (to_tsvector('english'::regconfig, rn_body)) STORED,
    rn_cfg regconfig DEFAULT 'simple'::regconfig,
    rn_ip inet,
    rn_tags text[],
    rn_j jsonb
);

ALTER TABLE ONLY public.rn_text_kept REPLICA IDENTITY FULL;


ALTER TABLE public.rn_text_kept OWNER TO isochron;

--
-- Name: rn_unlogged; Type: TABLE; Schema: public; Owner: isochron
--

CREATE UNLOGGED TABLE public.rn_unlogged (
    rn_a integer
);


ALTER TABLE public.rn_unlogged OWNER TO isochron;

--
-- Name: rn_v_check; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_v_check WITH (security_barrier='true') AS
 SELECT rn_owned.rn_id,
    rn_owned.rn_v
   FROM rn_other.rn_owned
  WHERE (rn_owned.rn_id > 5)
  WITH CASCADED CHECK OPTION;


ALTER TABLE public.rn_v_check OWNER TO isochron;

--
-- Name: rn_v_cycle; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_v_cycle AS
 WITH RECURSIVE t(id, up) AS (
         SELECT rn_refers.rn_id AS id,
            rn_refers.rn_up AS up
           FROM public.rn_refers
          WHERE (rn_refers.rn_up IS NULL)
        UNION
         SELECT r.rn_id AS id,
            r.rn_up AS up
           FROM (public.rn_refers r
             JOIN t t_1 ON ((r.rn_up = t_1.id)))
        ) SEARCH DEPTH FIRST BY id SET ord CYCLE id SET cyc USING pth
 SELECT t.id AS rn_id,
    t.up AS rn_up,
    t.cyc AS rn_cyc
   FROM t;


ALTER TABLE public.rn_v_cycle OWNER TO isochron;

--
-- Name: rn_v_func; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_v_func AS
 SELECT f.a AS rn_a,
    f.b AS rn_b,
    t.x AS rn_x,
    r.p AS rn_p,
    r.q AS rn_q
   FROM public.rn_apairs(2) f(a, b),
    UNNEST(ARRAY[1, 2], ARRAY['a'::text, 'b'::text]) WITH ORDINALITY t(x, y, z),
    ROWS FROM(generate_series(1, 2), generate_series(3, 5)) r(p, q);


ALTER TABLE public.rn_v_func OWNER TO isochron;

--
-- Name: rn_v_group; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_v_group AS
 SELECT rn_pairs.rn_a,
    rn_pairs.rn_b,
    GROUPING(rn_pairs.rn_a, rn_pairs.rn_b) AS rn_g,
    count(*) AS rn_n,
    count(DISTINCT rn_pairs.rn_c) AS rn_nd,
    string_agg((rn_pairs.rn_d)::text, ','::text ORDER BY rn_pairs.rn_d DESC) AS rn_sa,
    string_agg((rn_pairs.rn_d)::text, ','::text ORDER BY (lower((rn_pairs.rn_d)::text)), (rn_pairs.rn_d)::text, ((rn_pairs.rn_d)::bigint), (rn_pairs.rn_d + 1)) AS rn_sb,
    percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY ((rn_pairs.rn_c)::double precision)) AS rn_med,
    array_agg(rn_pairs.rn_c) FILTER (WHERE (rn_pairs.rn_c > 0)) AS rn_arr,
    max(rn_pairs.rn_b) AS rn_max
   FROM public.rn_pairs
  GROUP BY GROUPING SETS ((rn_pairs.rn_a, rn_pairs.rn_b), ROLLUP(rn_pairs.rn_a), CUBE(rn_pairs.rn_b), ()), rn_pairs.rn_c, rn_pairs.rn_d
 HAVING (count(*) > 0);


ALTER TABLE public.rn_v_group OWNER TO isochron;

--
-- Name: rn_v_local; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_v_local WITH (security_invoker='true') AS
 SELECT rn_v_check.rn_id,
    rn_v_check.rn_v
   FROM public.rn_v_check
  WHERE (rn_v_check.rn_v IS NOT NULL)
  WITH LOCAL CHECK OPTION;


ALTER TABLE public.rn_v_local OWNER TO isochron;

--
-- Name: rn_v_many; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_v_many AS
 WITH x AS MATERIALIZED (
         SELECT rn_pairs.rn_a AS a,
            rn_pairs.rn_b AS b
           FROM public.rn_pairs
        ), y(k) AS NOT MATERIALIZED (
         SELECT x_1.a
           FROM x x_1
        )
 SELECT DISTINCT ON (x.a) x.a AS rn_a,
    x.b AS "rn_B b",
        CASE
            WHEN (x.b > 1) THEN 'big'::text
            WHEN (x.b IS NULL) THEN NULL::text
            ELSE 'small'::text
        END AS rn_size,
        CASE x.a
            WHEN 1 THEN true
            ELSE false
        END AS rn_one,
    row_number() OVER (PARTITION BY x.a ORDER BY x.b DESC NULLS LAST ROWS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE TIES) AS rn_rn,
    sum(x.b) FILTER (WHERE (x.b > 0)) OVER w AS rn_s,
    ARRAY( SELECT y.k
           FROM y
          ORDER BY y.k) AS rn_arr,
    ((x.a >= 1) AND (x.a <= 5)) AS rn_btw,
    ((x.b)::text || 'x'::text) AS rn_cat,
    (x.a IN ( SELECT y.k
           FROM y)) AS rn_isin,
    (x.a = ANY (ARRAY[1, 2])) AS rn_anyarr,
    (NOT (EXISTS ( SELECT 1
           FROM y
          WHERE (y.k = x.a)))) AS rn_ne,
    ((x.a = 1) AND (x.b = 2)) AS rn_rowcmp,
    (COALESCE(x.b, 0) + NULLIF(x.a, 3)) AS rn_co,
    GREATEST(x.a, x.b) AS rn_gr,
    EXTRACT(year FROM '2020-01-01'::date) AS rn_yr,
    (x.a)::numeric(5,1) AS rn_num,
    (x.b IS DISTINCT FROM x.a) AS rn_isd,
    ('abc'::text ~ similar_to_escape('a%'::text)) AS rn_sim,
    ('abc'::text ~~ 'a\_'::text) AS rn_lk,
    ('abc'::text ~~* 'A%'::text) AS rn_il,
    SUBSTRING('abc'::text FROM 2 FOR 1) AS rn_sub,
    POSITION(('b'::text) IN ('abc'::text)) AS rn_pos,
    TRIM(BOTH 'x'::text FROM 'xax'::text) AS rn_tr,
    OVERLAY('abc'::text PLACING 'z'::text FROM 2) AS rn_ov,
    CURRENT_TIMESTAMP(2) AS rn_now,
    LOCALTIME AS rn_lt,
    CURRENT_USER AS rn_cu,
    ('2020-01-01 00:00:00'::timestamp without time zone AT TIME ZONE 'UTC'::text) AS rn_atz,
    ((x.a > 1) IS NOT TRUE) AS rn_nt
   FROM (((x
     JOIN LATERAL ( SELECT z.rn_c AS c
           FROM public.rn_pairs z
          WHERE (z.rn_a = x.a)
         LIMIT 1) l ON (true))
     LEFT JOIN public.rn_pairs q(a, b, rn_c, rn_d) USING (a, b))
     CROSS JOIN generate_series(1, 2) WITH ORDINALITY g(v, ord))
  WINDOW w AS (ORDER BY x.a RANGE UNBOUNDED PRECEDING)
  ORDER BY x.a, x.b DESC
 OFFSET 1
 LIMIT 5;


ALTER TABLE public.rn_v_many OWNER TO isochron;

--
-- Name: rn_v_named; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_v_named AS
 SELECT j.a AS rn_a,
    r.rn_b
   FROM ((public.rn_pairs p(a, rn_b, rn_c, rn_d)
     JOIN public.rn_pairs q(a, rn_b, rn_c, rn_d) USING (a)) j(a, rn_b, rn_c, rn_d, rn_b_1, rn_c_1, rn_d_1)
     JOIN public.rn_pairs r(a, rn_b, rn_c, rn_d) USING (a));


ALTER TABLE public.rn_v_named OWNER TO isochron;

--
-- Name: rn_v_named_left; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_v_named_left AS
 SELECT j.a AS rn_a,
    j.rn_c
   FROM ((public.rn_refers f(id, fa, b, up)
     JOIN public.rn_pairs p(rn_a, b, rn_c, rn_d) USING (b)) j(b, id, fa, up, a, rn_c, rn_d)
     LEFT JOIN public.rn_pairs r(a, b, rn_c, rn_d) USING (b, a));


ALTER TABLE public.rn_v_named_left OWNER TO isochron;

--
-- Name: rn_v_values; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_v_values AS
 SELECT "*VALUES*".column1 AS rn_column1,
    "*VALUES*".column2 AS rn_column2
   FROM (VALUES (1,'a'::text), (2,'b'::text)) "*VALUES*";


ALTER TABLE public.rn_v_values OWNER TO isochron;

--
-- Name: rn_v_on_view; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_v_on_view AS
 SELECT m.rn_m,
    m.count AS rn_count
   FROM ((public.rn_moods m(rn_m, count)
     FULL JOIN public.rn_v_values v ON ((v.rn_column1 = m.count)))
     JOIN ( SELECT (1)::bigint AS count) x USING (count));


ALTER TABLE public.rn_v_on_view OWNER TO isochron;

--
-- Name: rn_v_row; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_v_row AS
 SELECT a.rn_p,
    (a.rn_z).rn_tags[1] AS rn_t1,
    (a.rn_z).rn_a AS rn_a,
    (a.rn_z)."rn_b c" AS "rn_b c",
    (a.rn_z).rn_tags AS rn_tags,
    p.rn_id
   FROM ("rn_a b".rn_parents p
     JOIN public.rn_a_ztyped a ON ((a.rn_id = p.rn_id)))
 FOR UPDATE OF p SKIP LOCKED;


ALTER TABLE public.rn_v_row OWNER TO isochron;

--
-- Name: rn_v_sorted; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_v_sorted AS
 SELECT DISTINCT ON (((rn_pairs.rn_a)::bigint), (lower((rn_pairs.rn_a)::text)), (rn_pairs.rn_a)::text) rn_pairs.rn_a,
    rn_pairs.rn_b
   FROM public.rn_pairs
  ORDER BY ((rn_pairs.rn_a)::bigint), (lower((rn_pairs.rn_a)::text)), (rn_pairs.rn_a)::text, (rn_pairs.rn_a)::oid, (rn_pairs.rn_a + 1), (- rn_pairs.rn_b);


ALTER TABLE public.rn_v_sorted OWNER TO isochron;

--
-- Name: rn_v_union; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_v_union AS
(
        ( SELECT rn_pairs.rn_a
           FROM public.rn_pairs
          ORDER BY rn_pairs.rn_a
         LIMIT 1)
        UNION ALL (
                 SELECT rn_pairs.rn_b AS rn_a
                   FROM public.rn_pairs
                INTERSECT
                 SELECT 3 AS rn_a
        )
) EXCEPT
 SELECT 4 AS rn_a
  ORDER BY 1;


ALTER TABLE public.rn_v_union OWNER TO isochron;

--
-- Name: rn_zcasted; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_zcasted (
    rn_m public.rn_zmood DEFAULT (2)::public.rn_zmood,
    rn_n integer GENERATED ALWAYS AS ((rn_m)::integer) STORED,
    CONSTRAINT rn_zcasted_m_check CHECK (((rn_m)::integer > 0))
);


ALTER TABLE public.rn_zcasted OWNER TO isochron;

--
-- Name: rn_zcasts; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_zcasts AS
 SELECT (rn_zcasted.rn_m)::integer AS rn_n,
    (1)::public.rn_zmood AS rn_m,
    public.rn_zmood_place(('ok'::character varying)::public.rn_zmood) AS rn_p
   FROM public.rn_zcasted
  WHERE ((rn_zcasted.rn_m)::integer = 2);


ALTER TABLE public.rn_zcasts OWNER TO isochron;

--
-- Name: rn_zextended; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_zextended (
    rn_c rn_ext.citext NOT NULL,
    rn_h rn_ext.hstore DEFAULT '"a"=>"1"'::rn_ext.hstore,
    rn_l rn_ext.citext[],
    rn_u uuid DEFAULT rn_ext.uuid_generate_v4(),
    rn_d bytea GENERATED ALWAYS AS (rn_ext.digest((rn_c)::text, 'md5'::text)) STORED
);


ALTER TABLE public.rn_zextended OWNER TO isochron;

--
-- Name: rn_znears; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_znears (
    rn_n integer,
    rn_m integer DEFAULT (OPERATOR("rn_a b".!!) 7),
    CONSTRAINT rn_znears_n_check CHECK ((rn_n OPERATOR(public.~=~) 5))
);


ALTER TABLE public.rn_znears OWNER TO isochron;

--
-- Name: rn_znears_view; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_znears_view AS
 SELECT (rn_znears.rn_n OPERATOR(public.~=~) rn_znears.rn_m) AS rn_near,
    (OPERATOR("rn_a b".!!) rn_znears.rn_n) AS rn_neg
   FROM public.rn_znears;


ALTER TABLE public.rn_znears_view OWNER TO isochron;

--
-- Name: rn_zranges; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_zranges AS
 SELECT rn_a_ztyped.rn_id,
    (rn_a_ztyped.rn_r * '[2,4)'::int4range) AS rn_r,
    (rn_a_ztyped.rn_z).rn_a AS rn_a,
    '1'::"bit" AS rn_bit,
    (rn_a_ztyped.rn_n << '10.0.0.0/8'::inet) AS rn_inside
   FROM public.rn_a_ztyped;


ALTER TABLE public.rn_zranges OWNER TO isochron;

--
-- Name: rn_zspanned; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_zspanned (
    rn_s public.rn_zspans NOT NULL,
    rn_m public.rn_manyspans,
    rn_f public.rn_zfloats[] DEFAULT ARRAY[public.rn_zfloats((1)::double precision, (2)::double precision)],
    rn_z public.rn_zmoods,
    rn_cash money DEFAULT 1.5
);


ALTER TABLE public.rn_zspanned OWNER TO isochron;

--
-- Name: rn_ztotals; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.rn_ztotals AS
 SELECT rn_pairs.rn_a,
    public.rn_ztotal(rn_pairs.rn_b) AS rn_t
   FROM public.rn_pairs
  GROUP BY rn_pairs.rn_a;


ALTER TABLE public.rn_ztotals OWNER TO isochron;

--
-- Name: rn_ztyped; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_ztyped OF public.rn_zkind (
    rn_id NOT NULL,
    rn_name DEFAULT 'q'::text NOT NULL,
    CONSTRAINT ztyped_n_check CHECK ((rn_n > (0)::numeric))
);


ALTER TABLE public.rn_ztyped OWNER TO isochron;

--
-- Name: TABLE rn_ztyped; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON TABLE public.rn_ztyped IS 'of a kind';


--
-- Name: COLUMN rn_ztyped.rn_n; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON COLUMN public.rn_ztyped.rn_n IS 'a number';


--
-- Name: rn_ztyped_part; Type: TABLE; Schema: rn_other; Owner: isochron
--

CREATE TABLE rn_other.rn_ztyped_part OF public.rn_zkind (
    rn_id NOT NULL
)
PARTITION BY RANGE (rn_id);


ALTER TABLE rn_other.rn_ztyped_part OWNER TO isochron;

--
-- Name: rn_ztyped_1; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_ztyped_1 (
    rn_id integer NOT NULL,
    rn_name text,
    rn_n numeric(5,2),
    rn_at public.rn_zpair,
    rn_later date
);


ALTER TABLE public.rn_ztyped_1 OWNER TO isochron;

--
-- Name: rn_ztyped_plain; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.rn_ztyped_plain OF public.rn_zkind;


ALTER TABLE public.rn_ztyped_plain OWNER TO isochron;

--
-- Name: rn_p_list_rest; Type: TABLE; Schema: rn_other; Owner: isochron
--

CREATE TABLE rn_other.rn_p_list_rest (
    rn_k text NOT NULL,
    rn_v integer DEFAULT 3 NOT NULL
);


ALTER TABLE rn_other.rn_p_list_rest OWNER TO isochron;

--
-- Name: rn_a_part; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_parted ATTACH PARTITION public.rn_a_part FOR VALUES FROM (20) TO (MAXVALUE);


--
-- Name: rn_hashed_0; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_hashed ATTACH PARTITION public.rn_hashed_0 FOR VALUES WITH (modulus 2, remainder 0);


--
-- Name: rn_hashed_1; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_hashed ATTACH PARTITION public.rn_hashed_1 FOR VALUES WITH (modulus 2, remainder 1);


--
-- Name: rn_p_list_a; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_p_list ATTACH PARTITION public.rn_p_list_a FOR VALUES IN ('a', 'b');


--
-- Name: rn_p_list_c; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_p_list ATTACH PARTITION public.rn_p_list_c FOR VALUES IN ('c');


--
-- Name: rn_p_range_1; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_p_range ATTACH PARTITION public.rn_p_range_1 FOR VALUES FROM (1, MINVALUE) TO (5, '2020-01-01');


--
-- Name: rn_p_range_2; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_p_range ATTACH PARTITION public.rn_p_range_2 FOR VALUES FROM (5, '2020-01-01') TO (10, MAXVALUE);


--
-- Name: rn_parted_1; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_parted ATTACH PARTITION public.rn_parted_1 FOR VALUES FROM (MINVALUE) TO (10);


--
-- Name: rn_parted_2; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_parted ATTACH PARTITION public.rn_parted_2 FOR VALUES FROM (10) TO (20);


--
-- Name: rn_parted_2a; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_parted_2 ATTACH PARTITION public.rn_parted_2a FOR VALUES IN ('a', 'it''s', NULL);


--
-- Name: rn_parted_2d; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_parted_2 ATTACH PARTITION public.rn_parted_2d DEFAULT;


--
-- Name: rn_ztyped_1; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY rn_other.rn_ztyped_part ATTACH PARTITION public.rn_ztyped_1 FOR VALUES FROM (1) TO (9);


--
-- Name: rn_p_list_rest; Type: TABLE ATTACH; Schema: rn_other; Owner: isochron
--

ALTER TABLE ONLY public.rn_p_list ATTACH PARTITION rn_other.rn_p_list_rest DEFAULT;


--
-- Name: rn_always rn_small; Type: DEFAULT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_always ALTER COLUMN rn_small SET DEFAULT nextval('public.rn_always_small_seq'::regclass);


--
-- Name: rn_always rn_s; Type: DEFAULT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_always ALTER COLUMN rn_s SET DEFAULT nextval('public.rn_always_s_seq'::regclass);


--
-- Name: rn_children rn_id; Type: DEFAULT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_children ALTER COLUMN rn_id SET DEFAULT nextval('public.rn_children_id_seq'::regclass);


--
-- Name: rn_heir amount; Type: DEFAULT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_heir ALTER COLUMN amount SET DEFAULT 9;


--
-- Name: rn_heir rn_at; Type: DEFAULT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_heir ALTER COLUMN rn_at SET DEFAULT CURRENT_TIMESTAMP;


--
-- Name: rn_heir rn_day; Type: DEFAULT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_heir ALTER COLUMN rn_day SET DEFAULT CURRENT_DATE;


--
-- Name: rn_v_check rn_v; Type: DEFAULT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_v_check ALTER COLUMN rn_v SET DEFAULT 'dflt'::text;


--
-- Name: rn_Weird "name rn_Weird "name_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public."rn_Weird ""name"
    ADD CONSTRAINT "rn_Weird ""name_pkey" PRIMARY KEY (rn_select);


--
-- Name: rn_a_typed rn_a_typed_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_a_typed
    ADD CONSTRAINT rn_a_typed_pkey PRIMARY KEY (rn_p);


--
-- Name: rn_a_typed rn_a_typed_q_key; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_a_typed
    ADD CONSTRAINT rn_a_typed_q_key UNIQUE (rn_q);


--
-- Name: rn_a_ztyped rn_a_ztyped_n_key; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_a_ztyped
    ADD CONSTRAINT rn_a_ztyped_n_key UNIQUE (rn_n);


--
-- Name: rn_a_ztyped rn_a_ztyped_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_a_ztyped
    ADD CONSTRAINT rn_a_ztyped_pkey PRIMARY KEY (rn_id);


--
-- Name: rn_base rn_base_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_base
    ADD CONSTRAINT rn_base_pkey PRIMARY KEY (rn_id);


--
-- Name: rn_booked rn_booked_a_excl; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_booked
    ADD CONSTRAINT rn_booked_a_excl EXCLUDE USING gist (rn_a inet_ops WITH &&);


--
-- Name: rn_booked rn_booked_daterange_room_excl; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_booked
    ADD CONSTRAINT rn_booked_daterange_room_excl EXCLUDE USING gist (daterange(rn_from, rn_until) WITH &&) INCLUDE (rn_room) WITH (fillfactor='70');


--
-- Name: rn_booked rn_booked_room_lower_excl; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_booked
    ADD CONSTRAINT rn_booked_room_lower_excl EXCLUDE USING btree (rn_room DESC WITH =, lower(rn_during) WITH =);


--
-- Name: rn_children rn_children_parent_d_key; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_children
    ADD CONSTRAINT rn_children_parent_d_key UNIQUE (rn_parent, rn_d);


--
-- Name: rn_children rn_children_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_children
    ADD CONSTRAINT rn_children_pkey PRIMARY KEY (rn_id);


--
-- Name: rn_excl rn_ex2; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_excl
    ADD CONSTRAINT rn_ex2 EXCLUDE USING hash (rn_name WITH =) DEFERRABLE;


--
-- Name: rn_excl rn_excl_id_during_excl; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_excl
    ADD CONSTRAINT rn_excl_id_during_excl EXCLUDE USING gist (rn_id WITH =, rn_during WITH &&) WHERE ((rn_id <> 0));


--
-- Name: rn_excl rn_excl_lower_excl; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_excl
    ADD CONSTRAINT rn_excl_lower_excl EXCLUDE USING btree (lower(rn_name) text_pattern_ops WITH =);


--
-- Name: rn_fives rn_fives_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_fives
    ADD CONSTRAINT rn_fives_pkey PRIMARY KEY (rn_id);


--
-- Name: rn_hashed rn_hashed_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_hashed
    ADD CONSTRAINT rn_hashed_pkey PRIMARY KEY (rn_id, rn_k);


--
-- Name: rn_hashed_0 rn_hashed_0_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_hashed_0
    ADD CONSTRAINT rn_hashed_0_pkey PRIMARY KEY (rn_id, rn_k);


--
-- Name: rn_hashed_1 rn_hashed_1_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_hashed_1
    ADD CONSTRAINT rn_hashed_1_pkey PRIMARY KEY (rn_id, rn_k);


--
-- Name: rn_heir2 rn_heir2_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_heir2
    ADD CONSTRAINT rn_heir2_pkey PRIMARY KEY (rn_id);


--
-- Name: rn_pairs rn_late; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_pairs
    ADD CONSTRAINT rn_late UNIQUE (rn_c, rn_d) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rn_late_key rn_late_key_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_late_key
    ADD CONSTRAINT rn_late_key_pkey PRIMARY KEY (rn_a) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rn_d_time rn_later; Type: CHECK CONSTRAINT; Schema: public; Owner: isochron
--

ALTER DOMAIN public.rn_d_time
    ADD CONSTRAINT rn_later CHECK ((VALUE > '2000-01-01'::date)) NOT VALID;


--
-- Name: rn_heir2 rn_later; Type: CHECK CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE public.rn_heir2
    ADD CONSTRAINT rn_later CHECK ((rn_last > 5)) NOT VALID;


--
-- Name: rn_methods rn_methods_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_methods
    ADD CONSTRAINT rn_methods_pkey PRIMARY KEY (rn_id);


--
-- Name: rn_p_list rn_p_list_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_p_list
    ADD CONSTRAINT rn_p_list_pkey PRIMARY KEY (rn_k, rn_v);


--
-- Name: rn_p_list_c rn_mine; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_p_list_c
    ADD CONSTRAINT rn_mine PRIMARY KEY (rn_k, rn_v);


--
-- Name: rn_booked rn_one at a time; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_booked
    ADD CONSTRAINT "rn_one at a time" EXCLUDE USING gist (rn_room WITH =, rn_during WITH &&) WHERE ((rn_room > 0)) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: CONSTRAINT "rn_one at a time" ON rn_booked; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON CONSTRAINT "rn_one at a time" ON public.rn_booked IS 'it''s full';


--
-- Name: rn_p_list_a rn_p_list_a_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_p_list_a
    ADD CONSTRAINT rn_p_list_a_pkey PRIMARY KEY (rn_k, rn_v);


--
-- Name: rn_pairs rn_pairs_c_key; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_pairs
    ADD CONSTRAINT rn_pairs_c_key UNIQUE (rn_c) DEFERRABLE;


--
-- Name: rn_pairs rn_pairs_d_key; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_pairs
    ADD CONSTRAINT rn_pairs_d_key UNIQUE NULLS NOT DISTINCT (rn_d);


--
-- Name: rn_pairs rn_pairs_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_pairs
    ADD CONSTRAINT rn_pairs_pkey PRIMARY KEY (rn_a, rn_b);

ALTER TABLE ONLY public.rn_pairs REPLICA IDENTITY USING INDEX rn_pairs_pkey;


--
-- Name: rn_refers rn_refers_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_refers
    ADD CONSTRAINT rn_refers_pkey PRIMARY KEY (rn_id);


--
-- Name: rn_zextended rn_zextended_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_zextended
    ADD CONSTRAINT rn_zextended_pkey PRIMARY KEY (rn_c);


--
-- Name: rn_zspanned rn_zspanned_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_zspanned
    ADD CONSTRAINT rn_zspanned_pkey PRIMARY KEY (rn_s);


--
-- Name: rn_ztyped rn_ztyped_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_ztyped
    ADD CONSTRAINT rn_ztyped_pkey PRIMARY KEY (rn_id);


--
-- Name: rn_parents rn_parents_pkey; Type: CONSTRAINT; Schema: rn_a b; Owner: isochron
--

ALTER TABLE ONLY "rn_a b".rn_parents
    ADD CONSTRAINT rn_parents_pkey PRIMARY KEY (rn_id);


--
-- Name: rn_owned rn_owned_pkey; Type: CONSTRAINT; Schema: rn_other; Owner: owner_of_some
--

ALTER TABLE ONLY rn_other.rn_owned
    ADD CONSTRAINT rn_owned_pkey PRIMARY KEY (rn_id);


--
-- Name: rn_p_list_rest rn_p_list_rest_pkey; Type: CONSTRAINT; Schema: rn_other; Owner: isochron
--

ALTER TABLE ONLY rn_other.rn_p_list_rest
    ADD CONSTRAINT rn_p_list_rest_pkey PRIMARY KEY (rn_k, rn_v);


--
-- Name: rn_parted_b; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_parted_b ON ONLY public.rn_parted USING btree (rn_b DESC);


--
-- Name: rn_a_part_b_idx; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_a_part_b_idx ON public.rn_a_part USING btree (rn_b DESC);


--
-- Name: rn_by_date; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_by_date ON public.rn_children USING btree (rn_d DESC, rn_parent);

ALTER TABLE public.rn_children CLUSTER ON rn_by_date;


--
-- Name: rn_by_key; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_by_key ON public.rn_a_typed USING gin (rn_j jsonb_path_ops) WHERE ((rn_p)::integer > 1);


--
-- Name: rn_by_part; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_by_part ON public.rn_a_typed USING gin (((rn_j -> 'a'::text)));


--
-- Name: rn_by_year; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_by_year ON public.rn_children USING btree ((((rn_d - '2000-01-01'::date) / 365)), COALESCE(rn_parent, 0) DESC) INCLUDE (rn_b) WHERE ((rn_b IS NOT NULL) AND ((rn_parent > 0) OR (rn_d IS NULL)));


--
-- Name: rn_clustered_b; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_clustered_b ON public.rn_clustered USING btree (rn_b);

ALTER TABLE public.rn_clustered CLUSTER ON rn_clustered_b;


--
-- Name: INDEX rn_heir2_pkey; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON INDEX public.rn_heir2_pkey IS 'a key';


--
-- Name: rn_kept_expr; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_kept_expr ON public.rn_kept USING btree (((rn_a + rn_b)) DESC, rn_id);


--
-- Name: rn_kept_id_a_idx; Type: INDEX; Schema: public; Owner: isochron
--

CREATE UNIQUE INDEX rn_kept_id_a_idx ON public.rn_kept USING btree (rn_id, rn_a) WHERE (rn_b > 0);


--
-- Name: rn_late_collated; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_late_collated ON public.rn_late_key USING btree (rn_b COLLATE "POSIX" DESC, lower(rn_a));


--
-- Name: rn_methods_brin; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_methods_brin ON public.rn_methods USING brin (rn_a, rn_b, rn_c, rn_r, rn_n, rn_ci) WITH (pages_per_range='16', autosummarize='on');


--
-- Name: rn_methods_classes; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_methods_classes ON public.rn_methods USING brin (rn_a int4_minmax_multi_ops, rn_b text_bloom_ops, rn_n inet_minmax_ops) WHERE (rn_a > 3);


--
-- Name: rn_methods_gist; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_methods_gist ON public.rn_methods USING gist (rn_a, rn_r, rn_n inet_ops) INCLUDE (rn_b) WITH (fillfactor='70', buffering=off);

ALTER TABLE public.rn_methods CLUSTER ON rn_methods_gist;


--
-- Name: rn_methods_net; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_methods_net ON public.rn_methods USING spgist (rn_ci) WITH (fillfactor='90');


--
-- Name: rn_methods_spans; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_methods_spans ON public.rn_methods USING gist (rn_m);


--
-- Name: rn_methods_spgist; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_methods_spgist ON public.rn_methods USING spgist (lower(rn_b)) INCLUDE (rn_a);


--
-- Name: rn_methods_trgm; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_methods_trgm ON public.rn_methods USING gist (rn_b rn_ext.gist_trgm_ops, lower(rn_b) rn_ext.gist_trgm_ops);


--
-- Name: rn_methods_words; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_methods_words ON public.rn_methods USING gist (rn_v, to_tsvector('simple'::regconfig, rn_b));


--
-- Name: rn_p_list_part; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_p_list_part ON ONLY public.rn_p_list USING btree (rn_v);


--
-- Name: rn_p_list_a_part; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_p_list_a_part ON public.rn_p_list_a USING btree (rn_v);


--
-- Name: rn_p_list_u; Type: INDEX; Schema: public; Owner: isochron
--

CREATE UNIQUE INDEX rn_p_list_u ON ONLY public.rn_p_list USING btree (rn_v, rn_k DESC);


--
-- Name: rn_p_list_a_v_k_idx; Type: INDEX; Schema: public; Owner: isochron
--

CREATE UNIQUE INDEX rn_p_list_a_v_k_idx ON public.rn_p_list_a USING btree (rn_v, rn_k DESC);


--
-- Name: rn_p_list_c_v_k_idx; Type: INDEX; Schema: public; Owner: isochron
--

CREATE UNIQUE INDEX rn_p_list_c_v_k_idx ON public.rn_p_list_c USING btree (rn_v, rn_k DESC);


--
-- Name: rn_parted_1_b_idx; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_parted_1_b_idx ON public.rn_parted_1 USING btree (rn_b DESC);


--
-- Name: rn_parted_2_b_idx; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_parted_2_b_idx ON ONLY public.rn_parted_2 USING btree (rn_b DESC);


--
-- Name: rn_parted_2a_b_idx; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_parted_2a_b_idx ON public.rn_parted_2a USING btree (rn_b DESC);


--
-- Name: rn_parted_2d_b_idx; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_parted_2d_b_idx ON public.rn_parted_2d USING btree (rn_b DESC);


--
-- Name: rn_parted_half; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_parted_half ON ONLY public.rn_parted USING btree (rn_c);


--
-- Name: rn_text_kept_doc; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_text_kept_doc ON public.rn_text_kept USING gin (rn_doc);


--
-- Name: INDEX rn_text_kept_doc; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON INDEX public.rn_text_kept_doc IS 'words';


--
-- Name: rn_text_kept_expr; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_text_kept_expr ON public.rn_text_kept USING gin (to_tsvector('simple'::regconfig, COALESCE(rn_body, ''::text))) WITH (fastupdate=off);


--
-- Name: rn_text_kept_gin; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_text_kept_gin ON public.rn_text_kept USING gin (rn_doc, rn_body rn_ext.gin_trgm_ops, rn_j jsonb_path_ops, lower(rn_body) rn_ext.gin_trgm_ops) WHERE (rn_body IS NOT NULL);


--
-- Name: rn_text_kept_hash; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_text_kept_hash ON public.rn_text_kept USING hash (rn_body);


--
-- Name: rn_text_kept_j; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_text_kept_j ON public.rn_text_kept USING gin (rn_j);


--
-- Name: rn_text_kept_many; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_text_kept_many ON public.rn_text_kept USING btree (rn_body DESC NULLS LAST, rn_ip NULLS FIRST, lower(rn_body)) INCLUDE (rn_tags) WITH (fillfactor='50') WHERE ((rn_ip << '10.0.0.0/8'::inet) OR (rn_body ~~ 'a%'::text) OR (rn_body = ANY (ARRAY['a'::text, 'b'::text])) OR (rn_j ? 'x'::text));


--
-- Name: rn_text_kept_nnd; Type: INDEX; Schema: public; Owner: isochron
--

CREATE UNIQUE INDEX rn_text_kept_nnd ON public.rn_text_kept USING btree (rn_body) NULLS NOT DISTINCT;


--
-- Name: rn_text_kept_trgm; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX rn_text_kept_trgm ON public.rn_text_kept USING gin (rn_body rn_ext.gin_trgm_ops);


--
-- Name: rn_by_name; Type: INDEX; Schema: rn_a b; Owner: isochron
--

CREATE INDEX rn_by_name ON "rn_a b".rn_parents USING btree (rn_name text_pattern_ops DESC);


--
-- Name: rn_by_tag; Type: INDEX; Schema: rn_a b; Owner: isochron
--

CREATE INDEX rn_by_tag ON "rn_a b".rn_parents USING gin (rn_tags);


--
-- Name: rn_parents_lower_left_idx; Type: INDEX; Schema: rn_a b; Owner: isochron
--

CREATE UNIQUE INDEX rn_parents_lower_left_idx ON "rn_a b".rn_parents USING btree (lower(rn_name), "left"(rn_name, 3)) WHERE (rn_name <> 'it''s'::text);


--
-- Name: rn_p_list_rest_v_k_idx; Type: INDEX; Schema: rn_other; Owner: isochron
--

CREATE UNIQUE INDEX rn_p_list_rest_v_k_idx ON rn_other.rn_p_list_rest USING btree (rn_v, rn_k DESC);


--
-- Name: rn_a_part_b_idx; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.rn_parted_b ATTACH PARTITION public.rn_a_part_b_idx;


--
-- Name: rn_hashed_0_pkey; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.rn_hashed_pkey ATTACH PARTITION public.rn_hashed_0_pkey;


--
-- Name: rn_hashed_1_pkey; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.rn_hashed_pkey ATTACH PARTITION public.rn_hashed_1_pkey;


--
-- Name: rn_mine; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.rn_p_list_pkey ATTACH PARTITION public.rn_mine;


--
-- Name: rn_p_list_a_part; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.rn_p_list_part ATTACH PARTITION public.rn_p_list_a_part;


--
-- Name: rn_p_list_a_pkey; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.rn_p_list_pkey ATTACH PARTITION public.rn_p_list_a_pkey;


--
-- Name: rn_p_list_a_v_k_idx; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.rn_p_list_u ATTACH PARTITION public.rn_p_list_a_v_k_idx;


--
-- Name: rn_p_list_c_v_k_idx; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.rn_p_list_u ATTACH PARTITION public.rn_p_list_c_v_k_idx;


--
-- Name: rn_parted_1_b_idx; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.rn_parted_b ATTACH PARTITION public.rn_parted_1_b_idx;


--
-- Name: rn_parted_2_b_idx; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.rn_parted_b ATTACH PARTITION public.rn_parted_2_b_idx;


--
-- Name: rn_parted_2a_b_idx; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.rn_parted_2_b_idx ATTACH PARTITION public.rn_parted_2a_b_idx;


--
-- Name: rn_parted_2d_b_idx; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.rn_parted_2_b_idx ATTACH PARTITION public.rn_parted_2d_b_idx;


--
-- Name: rn_p_list_rest_pkey; Type: INDEX ATTACH; Schema: rn_other; Owner: isochron
--

ALTER INDEX public.rn_p_list_pkey ATTACH PARTITION rn_other.rn_p_list_rest_pkey;


--
-- Name: rn_p_list_rest_v_k_idx; Type: INDEX ATTACH; Schema: rn_other; Owner: isochron
--

ALTER INDEX public.rn_p_list_u ATTACH PARTITION rn_other.rn_p_list_rest_v_k_idx;


--
-- Name: rn_zstat; Type: STATISTICS; Schema: public; Owner: isochron
--

CREATE STATISTICS public.rn_zstat ON rn_a, rn_b FROM public.rn_pairs;
ALTER STATISTICS public.rn_zstat SET STATISTICS 50;


ALTER STATISTICS public.rn_zstat OWNER TO isochron;

--
-- Name: STATISTICS rn_zstat; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON STATISTICS public.rn_zstat IS 'they go together';


--
-- Name: rn_ztext; Type: STATISTICS; Schema: public; Owner: reader
--

CREATE STATISTICS public.rn_ztext ON (rn_body || 'x'::text) FROM public.rn_text_kept;


ALTER STATISTICS public.rn_ztext OWNER TO reader;

--
-- Name: rn_zstat; Type: STATISTICS; Schema: rn_a b; Owner: isochron
--

CREATE STATISTICS "rn_a b".rn_zstat (ndistinct, mcv) ON rn_ip, lower(rn_body), (length(rn_body) + 1) FROM public.rn_text_kept;


ALTER STATISTICS "rn_a b".rn_zstat OWNER TO isochron;

--
-- Name: rn_stamped rn_all_of_it; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE TRIGGER rn_all_of_it AFTER UPDATE ON public.rn_stamped REFERENCING OLD TABLE AS "o t" NEW TABLE AS nt FOR EACH STATEMENT EXECUTE FUNCTION public.rn_stamp();


--
-- Name: rn_base rn_always_t; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE TRIGGER rn_always_t BEFORE DELETE ON public.rn_base FOR EACH STATEMENT EXECUTE FUNCTION public.rn_stamp();

ALTER TABLE public.rn_base ENABLE ALWAYS TRIGGER rn_always_t;


--
-- Name: rn_base rn_ct; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE CONSTRAINT TRIGGER rn_ct AFTER INSERT OR DELETE OR UPDATE ON public.rn_base NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION public.rn_stamp();


--
-- Name: rn_stamped rn_emptied; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE TRIGGER rn_emptied BEFORE TRUNCATE ON public.rn_stamped FOR EACH STATEMENT EXECUTE FUNCTION public.rn_stamp('t');


--
-- Name: rn_shown rn_instead; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE TRIGGER rn_instead INSTEAD OF INSERT OR DELETE ON public.rn_shown FOR EACH ROW EXECUTE FUNCTION public.rn_stamp();


--
-- Name: rn_stamped rn_late; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE CONSTRAINT TRIGGER rn_late AFTER INSERT ON public.rn_stamped FROM public.rn_pairs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.rn_i > 0)) EXECUTE FUNCTION public.rn_stamp();


--
-- Name: rn_stamped rn_off; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE TRIGGER rn_off AFTER DELETE ON public.rn_stamped FOR EACH STATEMENT EXECUTE FUNCTION public.rn_stamp();

ALTER TABLE public.rn_stamped DISABLE TRIGGER rn_off;


--
-- Name: TRIGGER rn_off ON rn_stamped; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON TRIGGER rn_off ON public.rn_stamped IS 'not now';


--
-- Name: rn_p_range rn_part_stamp; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE TRIGGER rn_part_stamp AFTER INSERT ON public.rn_p_range FOR EACH ROW EXECUTE FUNCTION public.rn_stamp();


--
-- Name: rn_p_range_1 rn_part_stamp; Type: TRIGGER; Schema: public; Owner: isochron
--


ALTER TABLE public.rn_p_range_1 DISABLE TRIGGER rn_part_stamp;


--
-- Name: rn_base rn_replica_t; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE TRIGGER rn_replica_t BEFORE UPDATE ON public.rn_base FOR EACH ROW EXECUTE FUNCTION public.rn_stamp();

ALTER TABLE public.rn_base ENABLE REPLICA TRIGGER rn_replica_t;


--
-- Name: rn_hashed rn_rows; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE TRIGGER rn_rows BEFORE INSERT ON public.rn_hashed FOR EACH ROW WHEN ((new.rn_id > 5)) EXECUTE FUNCTION public.rn_stamp();


--
-- Name: rn_stamped rn_stamp; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE TRIGGER rn_stamp BEFORE INSERT OR UPDATE OF rn_t ON public.rn_stamped FOR EACH ROW WHEN ((new.rn_t IS NOT NULL)) EXECUTE FUNCTION public.rn_stamp('x', 'it''s');


--
-- Name: rn_base rn_wh; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE TRIGGER rn_wh AFTER UPDATE OF rn_name, amount ON public.rn_base FOR EACH ROW WHEN (((old.* IS DISTINCT FROM new.*) AND (new.amount > (1)::numeric))) EXECUTE FUNCTION public.rn_stamp('a', '1', '');


--
-- Name: TRIGGER rn_wh ON rn_base; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON TRIGGER rn_wh ON public.rn_base IS 'when';


--
-- Name: rn_children rn_children_parent_fkey; Type: FK CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_children
    ADD CONSTRAINT rn_children_parent_fkey FOREIGN KEY (rn_parent) REFERENCES "rn_a b".rn_parents(rn_id) ON DELETE RESTRICT;


--
-- Name: rn_refers rn_loose; Type: FK CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_refers
    ADD CONSTRAINT rn_loose FOREIGN KEY (rn_b) REFERENCES public.rn_refers(rn_id) ON DELETE SET NULL NOT VALID;


--
-- Name: rn_refers rn_pair; Type: FK CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_refers
    ADD CONSTRAINT rn_pair FOREIGN KEY (rn_a, rn_b) REFERENCES public.rn_pairs(rn_a, rn_b) MATCH FULL ON UPDATE CASCADE ON DELETE SET DEFAULT (rn_b, rn_a) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rn_parted rn_parted_fk; Type: FK CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE public.rn_parted
    ADD CONSTRAINT rn_parted_fk FOREIGN KEY (rn_c) REFERENCES public.rn_fives(rn_id) ON DELETE CASCADE;


--
-- Name: rn_refers_part rn_refers_part_k_v_fkey; Type: FK CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_refers_part
    ADD CONSTRAINT rn_refers_part_k_v_fkey FOREIGN KEY (rn_k, rn_v) REFERENCES public.rn_p_list(rn_k, rn_v) ON DELETE CASCADE;


--
-- Name: rn_refers rn_refers_up_fkey; Type: FK CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.rn_refers
    ADD CONSTRAINT rn_refers_up_fkey FOREIGN KEY (rn_up) REFERENCES public.rn_refers(rn_id) ON UPDATE SET NULL ON DELETE CASCADE DEFERRABLE;


--
-- Name: rn_always; Type: ROW SECURITY; Schema: public; Owner: isochron
--

ALTER TABLE public.rn_always ENABLE ROW LEVEL SECURITY;

--
-- Name: rn_children; Type: ROW SECURITY; Schema: public; Owner: isochron
--

ALTER TABLE public.rn_children ENABLE ROW LEVEL SECURITY;

--
-- Name: rn_children rn_own; Type: POLICY; Schema: public; Owner: isochron
--

CREATE POLICY rn_own ON public.rn_children FOR SELECT TO reader USING ((rn_parent = 1));


--
-- Name: POLICY rn_own ON rn_children; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON POLICY rn_own ON public.rn_children IS 'their own';


--
-- Name: rn_always rn_p_all; Type: POLICY; Schema: public; Owner: isochron
--

CREATE POLICY rn_p_all ON public.rn_always USING (((rn_c > 0) AND (EXISTS ( SELECT 1
   FROM public.rn_pairs p
  WHERE (p.rn_a = rn_always.rn_c))))) WITH CHECK ((rn_c > 1));


--
-- Name: rn_always rn_p_restrict; Type: POLICY; Schema: public; Owner: isochron
--

CREATE POLICY rn_p_restrict ON public.rn_always AS RESTRICTIVE FOR INSERT TO reader, writer WITH CHECK (((CURRENT_USER = 'x'::name) OR (rn_c = ANY (ARRAY[1, 2]))));


--
-- Name: rn_always rn_p_update; Type: POLICY; Schema: public; Owner: isochron
--

CREATE POLICY rn_p_update ON public.rn_always FOR UPDATE USING (true);


--
-- Name: SCHEMA "rn_a b"; Type: ACL; Schema: -; Owner: isochron
--

GRANT USAGE ON SCHEMA "rn_a b" TO reader;


--
-- Name: SCHEMA rn_other; Type: ACL; Schema: -; Owner: owner_of_some
--

GRANT ALL ON SCHEMA rn_other TO writer;


--
-- Name: TYPE rn_zpositive; Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON TYPE public.rn_zpositive FROM PUBLIC;


--
-- Name: TYPE rn_zmood; Type: ACL; Schema: public; Owner: isochron
--

GRANT ALL ON TYPE public.rn_zmood TO reader;


--
-- Name: FUNCTION rn_place_zmood(integer); Type: ACL; Schema: rn_other; Owner: isochron
--

REVOKE ALL ON FUNCTION rn_other.rn_place_zmood(integer) FROM PUBLIC;


--
-- Name: FUNCTION rn_zmood_place(public.rn_zmood); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.rn_zmood_place(public.rn_zmood) FROM PUBLIC;


--
-- Name: FUNCTION rn_agg_fin(numeric, numeric, text); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.rn_agg_fin(numeric, numeric, text) FROM PUBLIC;


--
-- Name: FUNCTION rn_agg_step(numeric, numeric, text); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.rn_agg_step(numeric, numeric, text) FROM PUBLIC;


--
-- Name: FUNCTION rn_apairs(n integer); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.rn_apairs(n integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.rn_apairs(n integer) TO reader;


--
-- Name: TABLE rn_owned; Type: ACL; Schema: rn_other; Owner: owner_of_some
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE rn_other.rn_owned TO writer WITH GRANT OPTION;


--
-- Name: COLUMN rn_owned.rn_id; Type: ACL; Schema: rn_other; Owner: owner_of_some
--

GRANT SELECT(rn_id),REFERENCES(rn_id) ON TABLE rn_other.rn_owned TO reader;


--
-- Name: COLUMN rn_owned.rn_v; Type: ACL; Schema: rn_other; Owner: owner_of_some
--

GRANT UPDATE(rn_v) ON TABLE rn_other.rn_owned TO reader;


--
-- Name: FUNCTION rn_atomic_many(k integer); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.rn_atomic_many(k integer) FROM PUBLIC;


--
-- Name: FUNCTION rn_f(i integer); Type: ACL; Schema: rn_other; Owner: owner_of_some
--

REVOKE ALL ON FUNCTION rn_other.rn_f(i integer) FROM PUBLIC;


--
-- Name: PROCEDURE rn_atomic_proc(IN a integer, INOUT b text); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON PROCEDURE public.rn_atomic_proc(IN a integer, INOUT b text) FROM PUBLIC;
GRANT ALL ON PROCEDURE public.rn_atomic_proc(IN a integer, INOUT b text) TO writer WITH GRANT OPTION;


--
-- Name: FUNCTION rn_atomic_ret(i integer, OUT o integer); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.rn_atomic_ret(i integer, OUT o integer) FROM PUBLIC;


--
-- Name: TABLE rn_pairs; Type: ACL; Schema: public; Owner: isochron
--

GRANT SELECT ON TABLE public.rn_pairs TO owner_of_some;


--
-- Name: FUNCTION rn_defaulted(a timestamp with time zone, b text, c integer[], d public.rn_pairs); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.rn_defaulted(a timestamp with time zone, b text, c integer[], d public.rn_pairs) FROM PUBLIC;


--
-- Name: PROCEDURE rn_definer_proc(); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON PROCEDURE public.rn_definer_proc() FROM PUBLIC;


--
-- Name: FUNCTION rn_every_attr(a text, b anyelement, VARIADIC c anyarray); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.rn_every_attr(a text, b anyelement, VARIADIC c anyarray) FROM PUBLIC;


--
-- Name: TABLE "rn_Weird ""name"; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public."rn_Weird ""name" TO writer;


--
-- Name: TABLE rn_base; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_base TO writer;


--
-- Name: FUNCTION rn_given_back(a public.rn_zmood[], b public."rn_Weird ""name"); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.rn_given_back(a public.rn_zmood[], b public."rn_Weird ""name") FROM PUBLIC;


--
-- Name: FUNCTION rn_many_out(a integer, INOUT b text, OUT c numeric, OUT d integer[]); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.rn_many_out(a integer, INOUT b text, OUT c numeric, OUT d integer[]) FROM PUBLIC;


--
-- Name: TABLE rn_parents; Type: ACL; Schema: rn_a b; Owner: isochron
--

GRANT SELECT ON TABLE "rn_a b".rn_parents TO reader WITH GRANT OPTION;
GRANT ALL ON TABLE "rn_a b".rn_parents TO writer;


--
-- Name: COLUMN rn_parents.rn_name; Type: ACL; Schema: rn_a b; Owner: isochron
--

GRANT UPDATE(rn_name) ON TABLE "rn_a b".rn_parents TO reader WITH GRANT OPTION;


--
-- Name: FUNCTION rn_rowfn(p "rn_a b".rn_parents); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.rn_rowfn(p "rn_a b".rn_parents) FROM PUBLIC;


--
-- Name: FUNCTION rn_seq_of(n integer); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.rn_seq_of(n integer) FROM PUBLIC;


--
-- Name: FUNCTION rn_stamp(); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.rn_stamp() FROM PUBLIC;


--
-- Name: FUNCTION rn_zadd(numeric, integer); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.rn_zadd(numeric, integer) FROM PUBLIC;


--
-- Name: FUNCTION rn_znear(integer, integer); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.rn_znear(integer, integer) FROM PUBLIC;


--
-- Name: FUNCTION rn_agg_full(numeric, text); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.rn_agg_full(numeric, text) FROM PUBLIC;


--
-- Name: FUNCTION rn_every_one(); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.rn_every_one() FROM PUBLIC;


--
-- Name: FUNCTION rn_ztotal(integer); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.rn_ztotal(integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.rn_ztotal(integer) TO reader;


--
-- Name: FUNCTION rn_together(anycompatible); Type: ACL; Schema: rn_a b; Owner: isochron
--

REVOKE ALL ON FUNCTION "rn_a b".rn_together(anycompatible) FROM PUBLIC;


--
-- Name: TABLE rn_kept; Type: ACL; Schema: public; Owner: isochron
--

GRANT SELECT ON TABLE public.rn_kept TO reader;


--
-- Name: TABLE rn_always; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_always TO writer;


--
-- Name: SEQUENCE rn_counter; Type: ACL; Schema: public; Owner: isochron
--

GRANT SELECT,USAGE ON SEQUENCE public.rn_counter TO writer;


--
-- Name: TABLE rn_defaults; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_defaults TO writer;


--
-- Name: TABLE rn_every_type; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_every_type TO writer;


--
-- Name: TABLE rn_excl; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_excl TO writer;


--
-- Name: TABLE rn_mixin; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_mixin TO writer;


--
-- Name: TABLE rn_heir; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_heir TO writer;


--
-- Name: TABLE rn_heir2; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_heir2 TO writer;


--
-- Name: TABLE rn_heir3; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_heir3 TO writer;


--
-- Name: TABLE rn_late_key; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_late_key TO writer;


--
-- Name: TABLE rn_listed; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_listed TO writer;


--
-- Name: TABLE rn_methods; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_methods TO writer;


--
-- Name: TABLE rn_mv_opts; Type: ACL; Schema: public; Owner: owner_of_some
--

GRANT INSERT,TRIGGER ON TABLE public.rn_mv_opts TO writer;


--
-- Name: TABLE rn_no_columns; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_no_columns TO writer;


--
-- Name: TABLE rn_nums; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_nums TO writer;


--
-- Name: TABLE rn_only_dropped; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_only_dropped TO writer;


--
-- Name: TABLE rn_p_list; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_p_list TO writer;


--
-- Name: TABLE rn_p_list_a; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_p_list_a TO writer;


--
-- Name: TABLE rn_p_list_c; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_p_list_c TO writer;


--
-- Name: TABLE rn_p_range; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_p_range TO writer;


--
-- Name: TABLE rn_p_range_1; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_p_range_1 TO writer;


--
-- Name: TABLE rn_p_range_2; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_p_range_2 TO writer;


--
-- Name: TABLE rn_refers_part; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_refers_part TO writer;


--
-- Name: TABLE rn_text_kept; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_text_kept TO writer;


--
-- Name: TABLE rn_unlogged; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_unlogged TO writer;


--
-- Name: TABLE rn_v_check; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_v_check TO writer;


--
-- Name: TABLE rn_v_cycle; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_v_cycle TO writer;


--
-- Name: TABLE rn_v_func; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_v_func TO writer;


--
-- Name: TABLE rn_v_group; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_v_group TO writer;


--
-- Name: TABLE rn_v_local; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_v_local TO writer;


--
-- Name: TABLE rn_v_many; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_v_many TO writer;


--
-- Name: TABLE rn_v_named; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_v_named TO writer;


--
-- Name: TABLE rn_v_named_left; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_v_named_left TO writer;


--
-- Name: TABLE rn_v_values; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_v_values TO writer;


--
-- Name: TABLE rn_v_on_view; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_v_on_view TO writer;


--
-- Name: TABLE rn_v_row; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_v_row TO writer;


--
-- Name: TABLE rn_v_sorted; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_v_sorted TO writer;


--
-- Name: TABLE rn_v_union; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_v_union TO writer;


--
-- Name: TABLE rn_zcasted; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_zcasted TO writer;


--
-- Name: TABLE rn_zcasts; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_zcasts TO writer;


--
-- Name: TABLE rn_ztyped; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_ztyped TO writer;


--
-- Name: TABLE rn_ztyped_part; Type: ACL; Schema: rn_other; Owner: isochron
--

GRANT SELECT ON TABLE rn_other.rn_ztyped_part TO reader;
GRANT INSERT,TRIGGER ON TABLE rn_other.rn_ztyped_part TO writer;


--
-- Name: TABLE rn_ztyped_1; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_ztyped_1 TO writer;


--
-- Name: TABLE rn_ztyped_plain; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.rn_ztyped_plain TO writer;


--
-- Name: TABLE rn_p_list_rest; Type: ACL; Schema: rn_other; Owner: isochron
--

GRANT SELECT ON TABLE rn_other.rn_p_list_rest TO reader;
GRANT INSERT,TRIGGER ON TABLE rn_other.rn_p_list_rest TO writer;


--
-- Name: DEFAULT PRIVILEGES FOR SEQUENCES; Type: DEFAULT ACL; Schema: rn_other; Owner: owner_of_some
--

ALTER DEFAULT PRIVILEGES FOR ROLE owner_of_some IN SCHEMA rn_other GRANT USAGE ON SEQUENCES  TO writer WITH GRANT OPTION;


--
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: rn_other; Owner: isochron
--

ALTER DEFAULT PRIVILEGES FOR ROLE isochron IN SCHEMA rn_other GRANT SELECT ON TABLES  TO reader;


--
-- Name: DEFAULT PRIVILEGES FOR TYPES; Type: DEFAULT ACL; Schema: -; Owner: owner_of_some
--

ALTER DEFAULT PRIVILEGES FOR ROLE owner_of_some REVOKE ALL ON TYPES  FROM PUBLIC;


--
-- Name: DEFAULT PRIVILEGES FOR FUNCTIONS; Type: DEFAULT ACL; Schema: -; Owner: isochron
--

ALTER DEFAULT PRIVILEGES FOR ROLE isochron REVOKE ALL ON FUNCTIONS  FROM PUBLIC;


--
-- Name: DEFAULT PRIVILEGES FOR SCHEMAS; Type: DEFAULT ACL; Schema: -; Owner: owner_of_some
--

ALTER DEFAULT PRIVILEGES FOR ROLE owner_of_some GRANT USAGE ON SCHEMAS  TO reader;


--
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: -; Owner: isochron
--

ALTER DEFAULT PRIVILEGES FOR ROLE isochron GRANT INSERT,TRIGGER ON TABLES  TO writer;


--
-- PostgreSQL database dump complete
--



