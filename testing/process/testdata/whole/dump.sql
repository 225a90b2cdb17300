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
-- Name: a b; Type: SCHEMA; Schema: -; Owner: isochron
--

CREATE SCHEMA "a b";


ALTER SCHEMA "a b" OWNER TO isochron;

--
-- Name: SCHEMA "a b"; Type: COMMENT; Schema: -; Owner: isochron
--

COMMENT ON SCHEMA "a b" IS 'it''s quoted';


--
-- Name: ext; Type: SCHEMA; Schema: -; Owner: isochron
--

CREATE SCHEMA ext;


ALTER SCHEMA ext OWNER TO isochron;

--
-- Name: other; Type: SCHEMA; Schema: -; Owner: owner_of_some
--

CREATE SCHEMA other;


ALTER SCHEMA other OWNER TO owner_of_some;

--
-- Name: SCHEMA other; Type: COMMENT; Schema: -; Owner: owner_of_some
--

COMMENT ON SCHEMA other IS 'of somebody else';


--
-- Name: btree_gist; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA ext;


--
-- Name: EXTENSION btree_gist; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';


--
-- Name: citext; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA ext;


--
-- Name: EXTENSION citext; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION citext IS 'any case';


--
-- Name: hstore; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS hstore WITH SCHEMA ext;


--
-- Name: EXTENSION hstore; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION hstore IS 'data type for storing sets of (key, value) pairs';


--
-- Name: pg_trgm; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA ext;


--
-- Name: EXTENSION pg_trgm; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';


--
-- Name: pgcrypto; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA ext;


--
-- Name: EXTENSION pgcrypto; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION pgcrypto IS 'cryptographic functions';


--
-- Name: uuid-ossp; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA ext;


--
-- Name: EXTENSION "uuid-ossp"; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION "uuid-ossp" IS 'generate universally unique identifiers (UUIDs)';


--
-- Name: email; Type: DOMAIN; Schema: other; Owner: isochron
--

CREATE DOMAIN other.email AS text NOT NULL
	CONSTRAINT email_check CHECK (((VALUE ~ '^[^@]+@[^@]+$'::text) AND (length(VALUE) < 50)));


ALTER DOMAIN other.email OWNER TO isochron;

--
-- Name: empty_enum; Type: TYPE; Schema: other; Owner: isochron
--

CREATE TYPE other.empty_enum AS ENUM (
);


ALTER TYPE other.empty_enum OWNER TO isochron;

--
-- Name: zpair; Type: TYPE; Schema: public; Owner: isochron
--

CREATE TYPE public.zpair AS (
	a integer,
	"b c" numeric(5,2),
	tags text[]
);


ALTER TYPE public.zpair OWNER TO isochron;

--
-- Name: TYPE zpair; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON TYPE public.zpair IS 'two of them';


--
-- Name: COLUMN zpair."b c"; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON COLUMN public.zpair."b c" IS 'an attribute';


--
-- Name: nested; Type: TYPE; Schema: other; Owner: owner_of_some
--

CREATE TYPE other.nested AS (
	e other.email,
	r int4range,
	c text,
	arr public.zpair[]
);


ALTER TYPE other.nested OWNER TO owner_of_some;

--
-- Name: zpositive; Type: DOMAIN; Schema: public; Owner: isochron
--

CREATE DOMAIN public.zpositive AS integer DEFAULT 7
	CONSTRAINT small CHECK ((VALUE < 1000))
	CONSTRAINT zpositive_check CHECK ((VALUE > 0));


ALTER DOMAIN public.zpositive OWNER TO isochron;

--
-- Name: DOMAIN zpositive; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON DOMAIN public.zpositive IS 'above zero';


--
-- Name: CONSTRAINT small ON DOMAIN zpositive; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON CONSTRAINT small ON DOMAIN public.zpositive IS 'not large';


--
-- Name: a_list; Type: DOMAIN; Schema: public; Owner: isochron
--

CREATE DOMAIN public.a_list AS public.zpositive[] NOT NULL;


ALTER DOMAIN public.a_list OWNER TO isochron;

--
-- Name: d_time; Type: DOMAIN; Schema: public; Owner: isochron
--

CREATE DOMAIN public.d_time AS timestamp(3) with time zone DEFAULT now();


ALTER DOMAIN public.d_time OWNER TO isochron;

--
-- Name: empty_comp; Type: TYPE; Schema: public; Owner: isochron
--

CREATE TYPE public.empty_comp AS (
);


ALTER TYPE public.empty_comp OWNER TO isochron;

--
-- Name: zfloats; Type: TYPE; Schema: public; Owner: isochron
--

CREATE TYPE public.zfloats AS RANGE (
    subtype = double precision,
    multirange_type_name = public.zfloats_multirange,
    subtype_diff = float8mi
);


ALTER TYPE public.zfloats OWNER TO isochron;

--
-- Name: zkind; Type: TYPE; Schema: public; Owner: isochron
--

CREATE TYPE public.zkind AS (
	id integer,
	name text,
	n numeric(5,2),
	at public.zpair,
	later date
);


ALTER TYPE public.zkind OWNER TO isochron;

--
-- Name: zmood; Type: TYPE; Schema: public; Owner: isochron
--

CREATE TYPE public.zmood AS ENUM (
    'sad',
    'ok',
    'great',
    'it''s'
);


ALTER TYPE public.zmood OWNER TO isochron;

--
-- Name: TYPE zmood; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON TYPE public.zmood IS 'how it goes';


--
-- Name: zmoods; Type: TYPE; Schema: public; Owner: isochron
--

CREATE TYPE public.zmoods AS RANGE (
    subtype = public.zmood,
    multirange_type_name = public.zmoods_multirange
);


ALTER TYPE public.zmoods OWNER TO isochron;

--
-- Name: TYPE zmoods; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON TYPE public.zmoods IS 'of moods';


--
-- Name: znest; Type: TYPE; Schema: public; Owner: isochron
--

CREATE TYPE public.znest AS (
	p public.zpair,
	m public.zmood
);


ALTER TYPE public.znest OWNER TO isochron;

--
-- Name: zspans; Type: TYPE; Schema: public; Owner: isochron
--

CREATE TYPE public.zspans AS RANGE (
    subtype = text,
    multirange_type_name = public.manyspans,
    collation = pg_catalog."C"
);


ALTER TYPE public.zspans OWNER TO isochron;

--
-- Name: TYPE zspans; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON TYPE public.zspans IS 'from one to another';


--
-- Name: place_zmood(integer); Type: FUNCTION; Schema: other; Owner: isochron
--

CREATE FUNCTION other.place_zmood(integer) RETURNS public.zmood
    LANGUAGE sql IMMUTABLE
    AS $_$SELECT (enum_range(NULL::public.zmood))[$1]$_$;


ALTER FUNCTION other.place_zmood(integer) OWNER TO isochron;

--
-- Name: CAST (integer AS public.zmood); Type: CAST; Schema: -; Owner: -
--

CREATE CAST (integer AS public.zmood) WITH FUNCTION other.place_zmood(integer);


--
-- Name: CAST (character varying AS public.zmood); Type: CAST; Schema: -; Owner: -
--

CREATE CAST (character varying AS public.zmood) WITH INOUT AS IMPLICIT;


--
-- Name: zmood_place(public.zmood); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.zmood_place(public.zmood) RETURNS integer
    LANGUAGE sql IMMUTABLE
    AS $_$SELECT array_position(enum_range(NULL::public.zmood), $1)$_$;


ALTER FUNCTION public.zmood_place(public.zmood) OWNER TO isochron;

--
-- Name: CAST (public.zmood AS integer); Type: CAST; Schema: -; Owner: -
--

CREATE CAST (public.zmood AS integer) WITH FUNCTION public.zmood_place(public.zmood) AS ASSIGNMENT;


--
-- Name: CAST (public.zmood AS integer); Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON CAST (public.zmood AS integer) IS 'by its place';


--
-- Name: CAST (public.zpair AS json); Type: CAST; Schema: -; Owner: -
--

CREATE CAST (public.zpair AS json) WITH INOUT;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: pairs; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.pairs (
    a integer NOT NULL,
    b integer NOT NULL,
    c integer,
    d integer
);


ALTER TABLE public.pairs OWNER TO isochron;

--
-- Name: rows(); Type: FUNCTION; Schema: a b; Owner: isochron
--

CREATE FUNCTION "a b".rows() RETURNS SETOF public.pairs
    LANGUAGE sql
    AS $$SELECT * FROM public.pairs$$;


ALTER FUNCTION "a b".rows() OWNER TO isochron;

--
-- Name: f(integer); Type: FUNCTION; Schema: other; Owner: owner_of_some
--

CREATE FUNCTION other.f(i integer) RETURNS integer
    LANGUAGE sql IMMUTABLE LEAKPROOF PARALLEL SAFE
    BEGIN ATOMIC
 SELECT (i + 1);
END;


ALTER FUNCTION other.f(i integer) OWNER TO owner_of_some;

--
-- Name: agg_fin(numeric, numeric, text); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.agg_fin(numeric, numeric, text) RETURNS numeric
    LANGUAGE sql IMMUTABLE
    AS $_$SELECT $1$_$;


ALTER FUNCTION public.agg_fin(numeric, numeric, text) OWNER TO isochron;

--
-- Name: agg_step(numeric, numeric, text); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.agg_step(numeric, numeric, text) RETURNS numeric
    LANGUAGE sql IMMUTABLE
    AS $_$SELECT $1 + $2$_$;


ALTER FUNCTION public.agg_step(numeric, numeric, text) OWNER TO isochron;

--
-- Name: apairs(integer); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.apairs(n integer) RETURNS TABLE(a integer, b text)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 5
    AS $$SELECT n, n::text$$;


ALTER FUNCTION public.apairs(n integer) OWNER TO isochron;

--
-- Name: owned; Type: TABLE; Schema: other; Owner: owner_of_some
--

CREATE TABLE other.owned (
    id integer NOT NULL,
    v text
);


ALTER TABLE other.owned OWNER TO owner_of_some;

--
-- Name: atomic_many(integer); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.atomic_many(k integer) RETURNS TABLE(id integer, t text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 INSERT INTO other.owned (id, v)
   VALUES (atomic_many.k, 'x'::text);
 UPDATE other.owned SET v = (owned.v || 'y'::text)
   WHERE (owned.id = atomic_many.k);
 DELETE FROM other.owned
   WHERE (owned.id = atomic_many.k)
   RETURNING owned.id,
     owned.v;
END;


ALTER FUNCTION public.atomic_many(k integer) OWNER TO isochron;

--
-- Name: atomic_proc(integer, text); Type: PROCEDURE; Schema: public; Owner: isochron
--

CREATE PROCEDURE public.atomic_proc(IN a integer, INOUT b text)
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT ((other.f(a))::text || b);
END;


ALTER PROCEDURE public.atomic_proc(IN a integer, INOUT b text) OWNER TO isochron;

--
-- Name: PROCEDURE atomic_proc(IN a integer, INOUT b text); Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON PROCEDURE public.atomic_proc(IN a integer, INOUT b text) IS 'a procedure';


--
-- Name: atomic_ret(integer); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.atomic_ret(i integer DEFAULT 3, OUT o integer) RETURNS integer
    LANGUAGE sql
    RETURN (i * 2);


ALTER FUNCTION public.atomic_ret(i integer, OUT o integer) OWNER TO isochron;

--
-- Name: defaulted(timestamp with time zone, text, integer[], public.pairs); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.defaulted(a timestamp with time zone DEFAULT now(), b text DEFAULT ('x'::text || 'y'::text), c integer[] DEFAULT ARRAY[1, 2], d public.pairs DEFAULT NULL::public.pairs) RETURNS record
    LANGUAGE sql
    AS $$SELECT 1, 2$$;


ALTER FUNCTION public.defaulted(a timestamp with time zone, b text, c integer[], d public.pairs) OWNER TO isochron;

--
-- Name: definer_proc(); Type: PROCEDURE; Schema: public; Owner: isochron
--

CREATE PROCEDURE public.definer_proc()
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO ''
    AS $$BEGIN COMMIT; END$$;


ALTER PROCEDURE public.definer_proc() OWNER TO isochron;

--
-- Name: every_attr(text, anyelement, anyarray); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.every_attr(a text, b anyelement, VARIADIC c anyarray) RETURNS anyarray
    LANGUAGE plpgsql STABLE COST 12 PARALLEL RESTRICTED
    SET work_mem TO '8MB'
    SET "TimeZone" TO 'UTC'
    AS $$DECLARE x int := 1; BEGIN RETURN c; END $$;


ALTER FUNCTION public.every_attr(a text, b anyelement, VARIADIC c anyarray) OWNER TO isochron;

--
-- Name: fill(integer); Type: PROCEDURE; Schema: public; Owner: isochron
--

CREATE PROCEDURE public.fill(INOUT i integer)
    LANGUAGE plpgsql
    AS $$BEGIN i := i + 1; END$$;


ALTER PROCEDURE public.fill(INOUT i integer) OWNER TO isochron;

--
-- Name: Weird "name; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public."Weird ""name" (
    "select" integer NOT NULL,
    "Upper" text DEFAULT 'back\slash
nl''q'::text,
    "a%b" integer
);


ALTER TABLE public."Weird ""name" OWNER TO isochron;

--
-- Name: TABLE "Weird ""name"; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON TABLE public."Weird ""name" IS 'multi
line -- comment';


--
-- Name: base; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.base (
    id integer NOT NULL,
    name character varying(20) NOT NULL,
    amount numeric(12,3) DEFAULT 1.5,
    at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP,
    day date DEFAULT CURRENT_DATE,
    CONSTRAINT not_for_children CHECK (((name)::text <> 'x'::text)) NO INHERIT,
    CONSTRAINT positive CHECK ((amount > (0)::numeric))
)
WITH (fillfactor='80', autovacuum_enabled='false');
ALTER TABLE ONLY public.base ALTER COLUMN name SET STATISTICS 200;
ALTER TABLE ONLY public.base ALTER COLUMN name SET STORAGE EXTERNAL;


ALTER TABLE public.base OWNER TO isochron;

--
-- Name: CONSTRAINT positive ON base; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON CONSTRAINT positive ON public.base IS 'above zero';


--
-- Name: given_back(public.zmood[], public."Weird ""name"); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.given_back(a public.zmood[], b public."Weird ""name") RETURNS SETOF public.base
    LANGUAGE plpgsql SECURITY DEFINER
    AS $$BEGIN RETURN; END$$;


ALTER FUNCTION public.given_back(a public.zmood[], b public."Weird ""name") OWNER TO isochron;

--
-- Name: many_out(integer, text); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.many_out(a integer, INOUT b text, OUT c numeric, OUT d integer[]) RETURNS record
    LANGUAGE sql
    AS $$SELECT b, 1.5, ARRAY[a]$$;


ALTER FUNCTION public.many_out(a integer, INOUT b text, OUT c numeric, OUT d integer[]) OWNER TO isochron;

--
-- Name: FUNCTION many_out(a integer, INOUT b text, OUT c numeric, OUT d integer[]); Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON FUNCTION public.many_out(a integer, INOUT b text, OUT c numeric, OUT d integer[]) IS 'several';


--
-- Name: parents; Type: TABLE; Schema: a b; Owner: isochron
--

CREATE TABLE "a b".parents (
    id integer NOT NULL,
    name text DEFAULT 'x'::text NOT NULL,
    n numeric(5,2),
    at timestamp with time zone DEFAULT now(),
    tags text[]
);


ALTER TABLE "a b".parents OWNER TO isochron;

--
-- Name: TABLE parents; Type: COMMENT; Schema: a b; Owner: isochron
--

COMMENT ON TABLE "a b".parents IS 'it''s the first';


--
-- Name: COLUMN parents.name; Type: COMMENT; Schema: a b; Owner: isochron
--

COMMENT ON COLUMN "a b".parents.name IS 'a name';


--
-- Name: rowfn("a b".parents); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.rowfn(p "a b".parents) RETURNS text
    LANGUAGE sql STABLE
    AS $$SELECT p.name$$;


ALTER FUNCTION public.rowfn(p "a b".parents) OWNER TO isochron;

--
-- Name: seq_of(integer); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.seq_of(n integer) RETURNS SETOF integer
    LANGUAGE plpgsql ROWS 17
    AS $$BEGIN RETURN QUERY SELECT generate_series(1, n); END$$;


ALTER FUNCTION public.seq_of(n integer) OWNER TO isochron;

--
-- Name: stamp(); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.stamp() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN NEW.t := upper(NEW.t); RETURN NEW; END$$;


ALTER FUNCTION public.stamp() OWNER TO isochron;

--
-- Name: zadd(numeric, integer); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.zadd(numeric, integer) RETURNS numeric
    LANGUAGE sql
    AS $_$SELECT $1 + $2$_$;


ALTER FUNCTION public.zadd(numeric, integer) OWNER TO isochron;

--
-- Name: znear(integer, integer); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.znear(integer, integer) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $_$SELECT abs($1 - $2) < 3$_$;


ALTER FUNCTION public.znear(integer, integer) OWNER TO isochron;

--
-- Name: zplus(integer, public.zmood, integer[]); Type: FUNCTION; Schema: public; Owner: isochron
--

CREATE FUNCTION public.zplus(a integer, "b c" public.zmood DEFAULT 'ok'::public.zmood, VARIADIC r integer[] DEFAULT '{1}'::integer[]) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT COST 7
    SET search_path TO 'public', 'a b'
    AS $_$SELECT a || '$function$'$_$;


ALTER FUNCTION public.zplus(a integer, "b c" public.zmood, VARIADIC r integer[]) OWNER TO isochron;

--
-- Name: FUNCTION zplus(a integer, "b c" public.zmood, VARIADIC r integer[]); Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON FUNCTION public.zplus(a integer, "b c" public.zmood, VARIADIC r integer[]) IS 'adds';


--
-- Name: together(anycompatible); Type: AGGREGATE; Schema: a b; Owner: isochron
--

CREATE AGGREGATE "a b".together(anycompatible) (
    SFUNC = array_append,
    STYPE = anycompatiblearray,
    INITCOND = '{}'
);


ALTER AGGREGATE "a b".together(anycompatible) OWNER TO isochron;

--
-- Name: agg_full(numeric, text); Type: AGGREGATE; Schema: public; Owner: isochron
--

CREATE AGGREGATE public.agg_full(numeric, text) (
    SFUNC = public.agg_step,
    STYPE = numeric,
    SSPACE = 16,
    INITCOND = '0',
    FINALFUNC = public.agg_fin,
    FINALFUNC_EXTRA,
    FINALFUNC_MODIFY = READ_WRITE,
    COMBINEFUNC = numeric_add,
    PARALLEL = restricted
);


ALTER AGGREGATE public.agg_full(numeric, text) OWNER TO isochron;

--
-- Name: every_one(*); Type: AGGREGATE; Schema: public; Owner: isochron
--

CREATE AGGREGATE public.every_one(*) (
    SFUNC = int8inc,
    STYPE = bigint,
    INITCOND = '0',
    MSFUNC = int8inc,
    MINVFUNC = int8dec,
    MSTYPE = bigint,
    MINITCOND = '0',
    PARALLEL = safe
);


ALTER AGGREGATE public.every_one(*) OWNER TO isochron;

--
-- Name: ztotal(integer); Type: AGGREGATE; Schema: public; Owner: isochron
--

CREATE AGGREGATE public.ztotal(integer) (
    SFUNC = public.zadd,
    STYPE = numeric,
    INITCOND = '0',
    FINALFUNC = numeric_abs
);


ALTER AGGREGATE public.ztotal(integer) OWNER TO isochron;

--
-- Name: AGGREGATE ztotal(integer); Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON AGGREGATE public.ztotal(integer) IS 'adds';


--
-- Name: !!; Type: OPERATOR; Schema: a b; Owner: isochron
--

CREATE OPERATOR "a b".!! (
    FUNCTION = int4um,
    RIGHTARG = integer
);


ALTER OPERATOR "a b".!! (NONE, integer) OWNER TO isochron;

--
-- Name: @@@; Type: OPERATOR; Schema: other; Owner: owner_of_some
--

CREATE OPERATOR other.@@@ (
    FUNCTION = texteq,
    LEFTARG = text,
    RIGHTARG = text,
    MERGES,
    HASHES
);


ALTER OPERATOR other.@@@ (text, text) OWNER TO owner_of_some;

--
-- Name: ~=~; Type: OPERATOR; Schema: public; Owner: isochron
--

CREATE OPERATOR public.~=~ (
    FUNCTION = public.znear,
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
-- Name: p_list; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.p_list (
    k text NOT NULL,
    v integer DEFAULT 3 NOT NULL
)
PARTITION BY LIST (k);


ALTER TABLE public.p_list OWNER TO isochron;

--
-- Name: p_list_rest; Type: TABLE; Schema: other; Owner: isochron
--

CREATE TABLE other.p_list_rest (
    k text NOT NULL,
    v integer DEFAULT 3 NOT NULL
);


ALTER TABLE other.p_list_rest OWNER TO isochron;

--
-- Name: ztyped_part; Type: TABLE; Schema: other; Owner: isochron
--

CREATE TABLE other.ztyped_part OF public.zkind (
    id NOT NULL
)
PARTITION BY RANGE (id);


ALTER TABLE other.ztyped_part OWNER TO isochron;

--
-- Name: refers; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.refers (
    id integer NOT NULL,
    a integer DEFAULT 7,
    b integer,
    up integer
);


ALTER TABLE public.refers OWNER TO isochron;

--
-- Name: kept; Type: MATERIALIZED VIEW; Schema: public; Owner: isochron
--

CREATE MATERIALIZED VIEW public.kept AS
 SELECT refers.id,
    refers.b,
    p.a
   FROM (public.refers
     JOIN public.pairs p USING (b))
  WITH NO DATA;


ALTER TABLE public.kept OWNER TO isochron;

--
-- Name: MATERIALIZED VIEW kept; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON MATERIALIZED VIEW public.kept IS 'as of then';


--
-- Name: a_kept; Type: MATERIALIZED VIEW; Schema: public; Owner: isochron
--

CREATE MATERIALIZED VIEW public.a_kept AS
 SELECT count(*) AS n
   FROM public.kept
  WITH NO DATA;


ALTER TABLE public.a_kept OWNER TO isochron;

--
-- Name: parted; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.parted (
    a integer NOT NULL,
    b text,
    c integer DEFAULT 5,
    g integer GENERATED ALWAYS AS ((a * 2)) STORED,
    CONSTRAINT parted_c_check CHECK ((c > 0))
)
PARTITION BY RANGE (a);


ALTER TABLE public.parted OWNER TO isochron;

--
-- Name: a_part; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.a_part (
    g integer GENERATED ALWAYS AS ((a * 2)) STORED,
    c integer DEFAULT 7,
    a integer NOT NULL,
    b text,
    CONSTRAINT parted_c_check CHECK ((c > 0))
);


ALTER TABLE public.a_part OWNER TO isochron;

--
-- Name: a_typed; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.a_typed (
    m public.zmood DEFAULT 'ok'::public.zmood,
    ms public.zmood[],
    p public.zpositive NOT NULL,
    l public.a_list,
    j jsonb DEFAULT '{"a": [1, 2.50], "b": 1}'::jsonb,
    q integer GENERATED ALWAYS AS (((p)::integer * 2)) STORED
);


ALTER TABLE public.a_typed OWNER TO isochron;

--
-- Name: a_ztyped; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.a_ztyped (
    id integer NOT NULL,
    n inet,
    c cidr[],
    h macaddr,
    h8 macaddr8,
    b bit(3) DEFAULT '101'::"bit",
    v bit varying(9),
    r int4range,
    rs tsrange,
    m nummultirange,
    p point,
    o polygon,
    z public.zpair,
    zs public.zpair[],
    y public.znest
);


ALTER TABLE public.a_ztyped OWNER TO isochron;

--
-- Name: always; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.always (
    a integer NOT NULL,
    b integer GENERATED ALWAYS AS ((c + 1)) STORED,
    c integer NOT NULL,
    small smallint NOT NULL,
    s integer NOT NULL
);

ALTER TABLE ONLY public.always FORCE ROW LEVEL SECURITY;


ALTER TABLE public.always OWNER TO isochron;

--
-- Name: always_a_seq; Type: SEQUENCE; Schema: public; Owner: isochron
--

ALTER TABLE public.always ALTER COLUMN a ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.always_a_seq
    START WITH -1
    INCREMENT BY -2
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: always_s_seq; Type: SEQUENCE; Schema: public; Owner: isochron
--

CREATE SEQUENCE public.always_s_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.always_s_seq OWNER TO isochron;

--
-- Name: always_s_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: isochron
--

ALTER SEQUENCE public.always_s_seq OWNED BY public.always.s;


--
-- Name: always_small_seq; Type: SEQUENCE; Schema: public; Owner: isochron
--

CREATE SEQUENCE public.always_small_seq
    AS smallint
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.always_small_seq OWNER TO isochron;

--
-- Name: always_small_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: isochron
--

ALTER SEQUENCE public.always_small_seq OWNED BY public.always.small;


--
-- Name: base_id_seq; Type: SEQUENCE; Schema: public; Owner: isochron
--

ALTER TABLE public.base ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.base_id_seq
    START WITH 10
    INCREMENT BY 5
    NO MINVALUE
    MAXVALUE 1000
    CACHE 1
    CYCLE
);


--
-- Name: booked; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.booked (
    room integer,
    "from" date,
    until date,
    during tsrange,
    a inet
);


ALTER TABLE public.booked OWNER TO isochron;

--
-- Name: children; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.children (
    id bigint NOT NULL,
    parent integer,
    d date,
    b bytea
);


ALTER TABLE public.children OWNER TO isochron;

--
-- Name: children_id_seq; Type: SEQUENCE; Schema: public; Owner: isochron
--

CREATE SEQUENCE public.children_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.children_id_seq OWNER TO isochron;

--
-- Name: children_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: isochron
--

ALTER SEQUENCE public.children_id_seq OWNED BY public.children.id;


--
-- Name: clustered; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.clustered (
    id integer,
    b integer
);


ALTER TABLE public.clustered OWNER TO isochron;

--
-- Name: counter; Type: SEQUENCE; Schema: public; Owner: isochron
--

CREATE SEQUENCE public.counter
    START WITH 5
    INCREMENT BY 3
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.counter OWNER TO isochron;

--
-- Name: SEQUENCE counter; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON SEQUENCE public.counter IS 'counts';


--
-- Name: defaults; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.defaults (
    a bigint DEFAULT '5000000000'::bigint,
    b bit(8) DEFAULT '00011111'::"bit",
    c bit varying DEFAULT '10'::"bit",
    d integer DEFAULT '-5'::integer,
    e numeric DEFAULT '-1.50'::numeric,
    f boolean DEFAULT true,
    g integer[] DEFAULT '{1,2}'::integer[],
    h inet DEFAULT '10.0.0.1/8'::inet,
    i int4range DEFAULT '[1,6)'::int4range,
    j uuid DEFAULT 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid,
    k text DEFAULT ('a'::text || 'b'::text),
    l timestamp without time zone DEFAULT '2020-01-02 00:00:00'::timestamp without time zone,
    m date DEFAULT '2020-01-02'::date,
    n interval DEFAULT '01:30:00'::interval,
    o character(5) DEFAULT 'x'::bpchar,
    p character varying(5) DEFAULT 'abc'::character varying,
    q double precision DEFAULT 1,
    r double precision DEFAULT '1000'::double precision,
    s smallint DEFAULT 3,
    t numeric(5,2) DEFAULT 1.5,
    u text DEFAULT CURRENT_USER,
    v timestamp with time zone DEFAULT CURRENT_TIMESTAMP,
    w jsonb DEFAULT '{"a": 2, "b": 1}'::jsonb,
    x point DEFAULT '(1,2)'::point,
    y tsvector DEFAULT '''a'' ''b'''::tsvector,
    z money DEFAULT 3,
    aa bytea DEFAULT '\xab'::bytea,
    bb "char" DEFAULT 'x'::"char",
    cc name DEFAULT 'n'::name,
    dd json DEFAULT '{"a" : 1}'::json,
    ee regclass DEFAULT 'public.pairs'::regclass,
    ff oid DEFAULT 5,
    gg integer DEFAULT (1 + (2 * 3)),
    hh text,
    ii integer DEFAULT ((random() * (10)::double precision))::integer,
    jj text[] DEFAULT ARRAY['a'::text, 'b'::text],
    kk text[] DEFAULT ARRAY[]::text[],
    ll time without time zone DEFAULT '01:02:00'::time without time zone,
    mm time with time zone DEFAULT '01:02:00+03'::time with time zone,
    nn text DEFAULT lower('X'::text) COLLATE pg_catalog."C",
    oo text DEFAULT to_char(now(), 'YYYY'::text),
    pp date DEFAULT now(),
    qq character varying DEFAULT 5,
    rr bigint DEFAULT '7'::bigint,
    ss text DEFAULT (ARRAY['a'::text])[1],
    tt interval DEFAULT '1 day'::interval,
    uu boolean DEFAULT (NOT true),
    vv public.zmood DEFAULT 'sad'::public.zmood
);


ALTER TABLE public.defaults OWNER TO isochron;

--
-- Name: down_seq; Type: SEQUENCE; Schema: public; Owner: isochron
--

CREATE SEQUENCE public.down_seq
    START WITH -1
    INCREMENT BY -1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.down_seq OWNER TO isochron;

--
-- Name: every_type; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.every_type (
    b boolean DEFAULT true,
    i2 smallint,
    i4 integer,
    i8 bigint,
    f4 real DEFAULT '-Infinity'::real,
    f8 double precision,
    n numeric,
    n5 numeric(5,0),
    nneg numeric(4,-2),
    t text COLLATE pg_catalog."C",
    vc character varying,
    c character(3),
    c1 character(1),
    nm name,
    qc "char",
    by bytea,
    d date,
    ti time(2) without time zone,
    ttz time with time zone,
    ts timestamp(0) without time zone,
    tstz timestamp with time zone,
    iv interval day to second(3),
    iv2 interval(2),
    iv3 interval year,
    u uuid,
    m money,
    j json,
    jb jsonb,
    jp jsonpath,
    o oid,
    rc regclass,
    rt regtype,
    tid tid,
    xid xid8,
    lsn pg_lsn,
    ip inet,
    net cidr,
    mac macaddr,
    mac8 macaddr8,
    bi bit(1),
    bi3 bit(3)[],
    vb bit varying(7),
    r4 int4range,
    rn numrange,
    rd daterange,
    mr int8multirange,
    pt point,
    ls lseg,
    bx box,
    pth path,
    pg polygon,
    ln line,
    ci circle,
    tsv tsvector,
    tsq tsquery,
    aa integer[],
    am public.zmood[],
    d1 public.zpositive,
    l public.a_list DEFAULT '{}'::public.zpositive[],
    p public.zpair,
    rowt public.pairs,
    rowa public.pairs[]
);


ALTER TABLE public.every_type OWNER TO isochron;

--
-- Name: excl; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.excl (
    id integer,
    during tstzrange,
    name text COLLATE pg_catalog."C"
);


ALTER TABLE public.excl OWNER TO isochron;

--
-- Name: fives; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.fives (
    id integer NOT NULL
);

ALTER TABLE ONLY public.fives REPLICA IDENTITY NOTHING;


ALTER TABLE public.fives OWNER TO isochron;

--
-- Name: hashed; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.hashed (
    id integer NOT NULL,
    k text NOT NULL
)
PARTITION BY HASH (id);


ALTER TABLE public.hashed OWNER TO isochron;

--
-- Name: hashed_0; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.hashed_0 (
    id integer NOT NULL,
    k text NOT NULL
);


ALTER TABLE public.hashed_0 OWNER TO isochron;

--
-- Name: hashed_1; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.hashed_1 (
    id integer NOT NULL,
    k text NOT NULL
);


ALTER TABLE public.hashed_1 OWNER TO isochron;

--
-- Name: mixin; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.mixin (
    extra text,
    amount numeric(12,3)
);


ALTER TABLE public.mixin OWNER TO isochron;

--
-- Name: heir; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.heir (
    more integer,
    CONSTRAINT heir_more_check CHECK ((more < 100))
)
INHERITS (public.base, public.mixin);
ALTER TABLE ONLY public.heir ALTER COLUMN name SET STATISTICS 200;
ALTER TABLE ONLY public.heir ALTER COLUMN name SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.heir ALTER COLUMN extra SET NOT NULL;


ALTER TABLE public.heir OWNER TO isochron;

--
-- Name: COLUMN heir.extra; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON COLUMN public.heir.extra IS 'inherited';


--
-- Name: heir2; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.heir2 (
    id integer NOT NULL,
    name character varying(20) NOT NULL,
    amount numeric(12,3) DEFAULT 1.5,
    at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP,
    day date DEFAULT CURRENT_DATE,
    last integer,
    CONSTRAINT not_for_children CHECK (((name)::text <> 'x'::text)) NO INHERIT,
    CONSTRAINT positive CHECK ((amount > (0)::numeric))
);


ALTER TABLE public.heir2 OWNER TO isochron;

--
-- Name: heir2_id_seq; Type: SEQUENCE; Schema: public; Owner: isochron
--

ALTER TABLE public.heir2 ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.heir2_id_seq
    START WITH 10
    INCREMENT BY 5
    NO MINVALUE
    MAXVALUE 1000
    CACHE 1
    CYCLE
);


--
-- Name: heir3; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.heir3 (
    extra text,
    amount numeric(12,3),
    own integer
)
INHERITS (public.mixin);


ALTER TABLE public.heir3 OWNER TO isochron;

--
-- Name: int_seq; Type: SEQUENCE; Schema: public; Owner: isochron
--

CREATE SEQUENCE public.int_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.int_seq OWNER TO isochron;

--
-- Name: keyed; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.keyed (
    k integer NOT NULL,
    v integer DEFAULT nextval('public.counter'::regclass),
    i interval,
    u uuid
);


ALTER TABLE public.keyed OWNER TO isochron;

--
-- Name: keyed_k_seq; Type: SEQUENCE; Schema: public; Owner: isochron
--

ALTER TABLE public.keyed ALTER COLUMN k ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.keyed_k_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: late_key; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.late_key (
    a text NOT NULL COLLATE pg_catalog."C",
    b text
);


ALTER TABLE public.late_key OWNER TO isochron;

--
-- Name: listed; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.listed AS
 SELECT p.a,
    x.k,
    x.t
   FROM public.pairs p,
    jsonb_to_recordset('[{"k": 1}]'::jsonb) x(k integer, t text);


ALTER TABLE public.listed OWNER TO isochron;

--
-- Name: many; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.many (
    i integer,
    t text
);


ALTER TABLE public.many OWNER TO isochron;

--
-- Name: methods; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.methods (
    id integer NOT NULL,
    a integer,
    b text,
    c character varying(10),
    r int4range,
    m int4multirange,
    n inet,
    ci cidr,
    v tsvector
);


ALTER TABLE public.methods OWNER TO isochron;

--
-- Name: moods; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.moods AS
 SELECT a_typed.m,
    count(*) AS count
   FROM public.a_typed
  WHERE (a_typed.m >= 'ok'::public.zmood)
  GROUP BY a_typed.m;


ALTER TABLE public.moods OWNER TO isochron;

--
-- Name: VIEW moods; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON VIEW public.moods IS 'by mood';


--
-- Name: COLUMN moods.count; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON COLUMN public.moods.count IS 'how many';


--
-- Name: mv_opts; Type: MATERIALIZED VIEW; Schema: public; Owner: owner_of_some
--

CREATE MATERIALIZED VIEW public.mv_opts
WITH (fillfactor='70') AS
 SELECT pairs.a,
    count(*) AS n
   FROM public.pairs
  GROUP BY pairs.a
  WITH NO DATA;


ALTER TABLE public.mv_opts OWNER TO owner_of_some;

--
-- Name: MATERIALIZED VIEW mv_opts; Type: COMMENT; Schema: public; Owner: owner_of_some
--

COMMENT ON MATERIALIZED VIEW public.mv_opts IS 'with options';


--
-- Name: no_columns; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.no_columns (
);


ALTER TABLE public.no_columns OWNER TO isochron;

--
-- Name: nums; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.nums AS
 WITH RECURSIVE nums(n) AS (
         VALUES (1)
        UNION ALL
         SELECT (nums_1.n + 1)
           FROM nums nums_1
          WHERE (nums_1.n < 10)
        )
 SELECT nums.n
   FROM nums;


ALTER TABLE public.nums OWNER TO isochron;

--
-- Name: only_dropped; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.only_dropped (
    b integer
);


ALTER TABLE public.only_dropped OWNER TO isochron;

--
-- Name: owned_seq; Type: SEQUENCE; Schema: public; Owner: isochron
--

CREATE SEQUENCE public.owned_seq
    AS smallint
    START WITH -5
    INCREMENT BY 1
    MINVALUE -5
    MAXVALUE 500
    CACHE 5
    CYCLE;


ALTER TABLE public.owned_seq OWNER TO isochron;

--
-- Name: owned_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: isochron
--

ALTER SEQUENCE public.owned_seq OWNED BY public.always.c;


--
-- Name: p_list_a; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.p_list_a (
    k text NOT NULL,
    v integer DEFAULT 4 NOT NULL
);


ALTER TABLE public.p_list_a OWNER TO isochron;

--
-- Name: p_list_c; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.p_list_c (
    k text NOT NULL,
    v integer DEFAULT 3 NOT NULL
);


ALTER TABLE public.p_list_c OWNER TO isochron;

--
-- Name: p_range; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.p_range (
    a integer,
    b date
)
PARTITION BY RANGE (a, b);


ALTER TABLE public.p_range OWNER TO isochron;

--
-- Name: p_range_1; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.p_range_1 (
    a integer,
    b date
);


ALTER TABLE public.p_range_1 OWNER TO isochron;

--
-- Name: p_range_2; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.p_range_2 (
    a integer,
    b date,
    CONSTRAINT more CHECK ((a < 100))
)
WITH (fillfactor='60');


ALTER TABLE public.p_range_2 OWNER TO isochron;

--
-- Name: parted_1; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.parted_1 (
    a integer NOT NULL,
    b text,
    c integer DEFAULT 5,
    g integer GENERATED ALWAYS AS ((a * 2)) STORED,
    CONSTRAINT parted_c_check CHECK ((c > 0))
);


ALTER TABLE public.parted_1 OWNER TO isochron;

--
-- Name: parted_2; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.parted_2 (
    a integer NOT NULL,
    b text,
    c integer DEFAULT 6,
    g integer GENERATED ALWAYS AS ((a * 2)) STORED,
    CONSTRAINT parted_c_check CHECK ((c > 0))
)
PARTITION BY LIST (lower(b));


ALTER TABLE public.parted_2 OWNER TO isochron;

--
-- Name: parted_2a; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.parted_2a (
    a integer NOT NULL,
    b text,
    c integer DEFAULT 6,
    g integer GENERATED ALWAYS AS ((a * 2)) STORED,
    CONSTRAINT parted_c_check CHECK ((c > 0))
);


ALTER TABLE public.parted_2a OWNER TO isochron;

--
-- Name: parted_2d; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.parted_2d (
    a integer NOT NULL,
    b text,
    c integer DEFAULT 6,
    g integer GENERATED ALWAYS AS ((a * 2)) STORED,
    CONSTRAINT parted_c_check CHECK ((c > 0))
);


ALTER TABLE public.parted_2d OWNER TO isochron;

--
-- Name: parted_expr; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.parted_expr (
    a integer,
    b text
)
PARTITION BY RANGE (((a + 1)), lower(b));


ALTER TABLE public.parted_expr OWNER TO isochron;

--
-- Name: stamped; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.stamped (
    i integer DEFAULT length(public.zplus(1)),
    t text,
    CONSTRAINT stamped_i_check CHECK ((public.zplus(i) <> ''::text))
);


ALTER TABLE public.stamped OWNER TO isochron;

--
-- Name: plus_view; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.plus_view AS
 SELECT public.zplus(stamped.i) AS z,
    p.b
   FROM public.stamped,
    LATERAL public.apairs(stamped.i) p(a, b);


ALTER TABLE public.plus_view OWNER TO isochron;

--
-- Name: refers_part; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.refers_part (
    k text,
    v integer
);


ALTER TABLE public.refers_part OWNER TO isochron;

--
-- Name: shown; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.shown AS
 SELECT stamped.i,
    stamped.t
   FROM public.stamped;


ALTER TABLE public.shown OWNER TO isochron;

--
-- Name: text_kept; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.text_kept (
    body text,
    doc tsvector GENERATED ALWAYS AS (to_tsvector('english'::regconfig, body)) STORED,
    cfg regconfig DEFAULT 'simple'::regconfig,
    ip inet,
    tags text[],
    j jsonb
);

ALTER TABLE ONLY public.text_kept REPLICA IDENTITY FULL;


ALTER TABLE public.text_kept OWNER TO isochron;

--
-- Name: unlogged; Type: TABLE; Schema: public; Owner: isochron
--

CREATE UNLOGGED TABLE public.unlogged (
    a integer
);


ALTER TABLE public.unlogged OWNER TO isochron;

--
-- Name: v_check; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.v_check WITH (security_barrier='true') AS
 SELECT owned.id,
    owned.v
   FROM other.owned
  WHERE (owned.id > 5)
  WITH CASCADED CHECK OPTION;


ALTER TABLE public.v_check OWNER TO isochron;

--
-- Name: v_cycle; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.v_cycle AS
 WITH RECURSIVE t(id, up) AS (
         SELECT refers.id,
            refers.up
           FROM public.refers
          WHERE (refers.up IS NULL)
        UNION
         SELECT r.id,
            r.up
           FROM (public.refers r
             JOIN t t_1 ON ((r.up = t_1.id)))
        ) SEARCH DEPTH FIRST BY id SET ord CYCLE id SET cyc USING pth
 SELECT t.id,
    t.up,
    t.cyc
   FROM t;


ALTER TABLE public.v_cycle OWNER TO isochron;

--
-- Name: v_func; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.v_func AS
 SELECT f.a,
    f.b,
    t.x,
    r.p,
    r.q
   FROM public.apairs(2) f(a, b),
    UNNEST(ARRAY[1, 2], ARRAY['a'::text, 'b'::text]) WITH ORDINALITY t(x, y, z),
    ROWS FROM(generate_series(1, 2), generate_series(3, 5)) r(p, q);


ALTER TABLE public.v_func OWNER TO isochron;

--
-- Name: v_group; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.v_group AS
 SELECT pairs.a,
    pairs.b,
    GROUPING(pairs.a, pairs.b) AS g,
    count(*) AS n,
    count(DISTINCT pairs.c) AS nd,
    string_agg((pairs.d)::text, ','::text ORDER BY pairs.d DESC) AS sa,
    string_agg((pairs.d)::text, ','::text ORDER BY (lower((pairs.d)::text)), (pairs.d)::text, ((pairs.d)::bigint), (pairs.d + 1)) AS sb,
    percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY ((pairs.c)::double precision)) AS med,
    array_agg(pairs.c) FILTER (WHERE (pairs.c > 0)) AS arr,
    max(pairs.b) AS max
   FROM public.pairs
  GROUP BY GROUPING SETS ((pairs.a, pairs.b), ROLLUP(pairs.a), CUBE(pairs.b), ()), pairs.c, pairs.d
 HAVING (count(*) > 0);


ALTER TABLE public.v_group OWNER TO isochron;

--
-- Name: v_local; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.v_local WITH (security_invoker='true') AS
 SELECT v_check.id,
    v_check.v
   FROM public.v_check
  WHERE (v_check.v IS NOT NULL)
  WITH LOCAL CHECK OPTION;


ALTER TABLE public.v_local OWNER TO isochron;

--
-- Name: v_many; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.v_many AS
 WITH x AS MATERIALIZED (
         SELECT pairs.a,
            pairs.b
           FROM public.pairs
        ), y(k) AS NOT MATERIALIZED (
         SELECT x_1.a
           FROM x x_1
        )
 SELECT DISTINCT ON (x.a) x.a,
    x.b AS "B b",
        CASE
            WHEN (x.b > 1) THEN 'big'::text
            WHEN (x.b IS NULL) THEN NULL::text
            ELSE 'small'::text
        END AS size,
        CASE x.a
            WHEN 1 THEN true
            ELSE false
        END AS one,
    row_number() OVER (PARTITION BY x.a ORDER BY x.b DESC NULLS LAST ROWS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE TIES) AS rn,
    sum(x.b) FILTER (WHERE (x.b > 0)) OVER w AS s,
    ARRAY( SELECT y.k
           FROM y
          ORDER BY y.k) AS arr,
    ((x.a >= 1) AND (x.a <= 5)) AS btw,
    ((x.b)::text || 'x'::text) AS cat,
    (x.a IN ( SELECT y.k
           FROM y)) AS isin,
    (x.a = ANY (ARRAY[1, 2])) AS anyarr,
    (NOT (EXISTS ( SELECT 1
           FROM y
          WHERE (y.k = x.a)))) AS ne,
    ((x.a = 1) AND (x.b = 2)) AS rowcmp,
    (COALESCE(x.b, 0) + NULLIF(x.a, 3)) AS co,
    GREATEST(x.a, x.b) AS gr,
    EXTRACT(year FROM '2020-01-01'::date) AS yr,
    (x.a)::numeric(5,1) AS num,
    (x.b IS DISTINCT FROM x.a) AS isd,
    ('abc'::text ~ similar_to_escape('a%'::text)) AS sim,
    ('abc'::text ~~ 'a\_'::text) AS lk,
    ('abc'::text ~~* 'A%'::text) AS il,
    SUBSTRING('abc'::text FROM 2 FOR 1) AS sub,
    POSITION(('b'::text) IN ('abc'::text)) AS pos,
    TRIM(BOTH 'x'::text FROM 'xax'::text) AS tr,
    OVERLAY('abc'::text PLACING 'z'::text FROM 2) AS ov,
    CURRENT_TIMESTAMP(2) AS now,
    LOCALTIME AS lt,
    CURRENT_USER AS cu,
    ('2020-01-01 00:00:00'::timestamp without time zone AT TIME ZONE 'UTC'::text) AS atz,
    ((x.a > 1) IS NOT TRUE) AS nt
   FROM (((x
     JOIN LATERAL ( SELECT z.c
           FROM public.pairs z
          WHERE (z.a = x.a)
         LIMIT 1) l ON (true))
     LEFT JOIN public.pairs q USING (a, b))
     CROSS JOIN generate_series(1, 2) WITH ORDINALITY g(v, ord))
  WINDOW w AS (ORDER BY x.a RANGE UNBOUNDED PRECEDING)
  ORDER BY x.a, x.b DESC
 OFFSET 1
 LIMIT 5;


ALTER TABLE public.v_many OWNER TO isochron;

--
-- Name: v_named; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.v_named AS
 SELECT j.a,
    r.b
   FROM ((public.pairs p
     JOIN public.pairs q USING (a)) j(a, b, c, d, b_1, c_1, d_1)
     JOIN public.pairs r USING (a));


ALTER TABLE public.v_named OWNER TO isochron;

--
-- Name: v_named_left; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.v_named_left AS
 SELECT j.a,
    j.c
   FROM ((public.refers f(id, fa, b, up)
     JOIN public.pairs p(a_1, b, c, d) USING (b)) j(b, id, fa, up, a, c, d)
     LEFT JOIN public.pairs r USING (b, a));


ALTER TABLE public.v_named_left OWNER TO isochron;

--
-- Name: v_values; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.v_values AS
 VALUES (1,'a'::text), (2,'b'::text);


ALTER TABLE public.v_values OWNER TO isochron;

--
-- Name: v_on_view; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.v_on_view AS
 SELECT m.m,
    m.count
   FROM ((public.moods m
     FULL JOIN public.v_values v ON ((v.column1 = m.count)))
     JOIN ( SELECT (1)::bigint AS count) x USING (count));


ALTER TABLE public.v_on_view OWNER TO isochron;

--
-- Name: v_row; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.v_row AS
 SELECT a.p,
    (a.z).tags[1] AS t1,
    (a.z).a AS a,
    (a.z)."b c" AS "b c",
    (a.z).tags AS tags,
    p.id
   FROM ("a b".parents p
     JOIN public.a_ztyped a ON ((a.id = p.id)))
 FOR UPDATE OF p SKIP LOCKED;


ALTER TABLE public.v_row OWNER TO isochron;

--
-- Name: v_sorted; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.v_sorted AS
 SELECT DISTINCT ON (((pairs.a)::bigint), (lower((pairs.a)::text)), (pairs.a)::text) pairs.a,
    pairs.b
   FROM public.pairs
  ORDER BY ((pairs.a)::bigint), (lower((pairs.a)::text)), (pairs.a)::text, (pairs.a)::oid, (pairs.a + 1), (- pairs.b);


ALTER TABLE public.v_sorted OWNER TO isochron;

--
-- Name: v_union; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.v_union AS
(
        ( SELECT pairs.a
           FROM public.pairs
          ORDER BY pairs.a
         LIMIT 1)
        UNION ALL (
                 SELECT pairs.b AS a
                   FROM public.pairs
                INTERSECT
                 SELECT 3 AS a
        )
) EXCEPT
 SELECT 4 AS a
  ORDER BY 1;


ALTER TABLE public.v_union OWNER TO isochron;

--
-- Name: zcasted; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.zcasted (
    m public.zmood DEFAULT (2)::public.zmood,
    n integer GENERATED ALWAYS AS ((m)::integer) STORED,
    CONSTRAINT zcasted_m_check CHECK (((m)::integer > 0))
);


ALTER TABLE public.zcasted OWNER TO isochron;

--
-- Name: zcasts; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.zcasts AS
 SELECT (zcasted.m)::integer AS n,
    (1)::public.zmood AS m,
    public.zmood_place(('ok'::character varying)::public.zmood) AS p
   FROM public.zcasted
  WHERE ((zcasted.m)::integer = 2);


ALTER TABLE public.zcasts OWNER TO isochron;

--
-- Name: zextended; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.zextended (
    c ext.citext NOT NULL,
    h ext.hstore DEFAULT '"a"=>"1"'::ext.hstore,
    l ext.citext[],
    u uuid DEFAULT ext.uuid_generate_v4(),
    d bytea GENERATED ALWAYS AS (ext.digest((c)::text, 'md5'::text)) STORED
);


ALTER TABLE public.zextended OWNER TO isochron;

--
-- Name: znears; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.znears (
    n integer,
    m integer DEFAULT (OPERATOR("a b".!!) 7),
    CONSTRAINT znears_n_check CHECK ((n OPERATOR(public.~=~) 5))
);


ALTER TABLE public.znears OWNER TO isochron;

--
-- Name: znears_view; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.znears_view AS
 SELECT (znears.n OPERATOR(public.~=~) znears.m) AS near,
    (OPERATOR("a b".!!) znears.n) AS neg
   FROM public.znears;


ALTER TABLE public.znears_view OWNER TO isochron;

--
-- Name: zranges; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.zranges AS
 SELECT a_ztyped.id,
    (a_ztyped.r * '[2,4)'::int4range) AS r,
    (a_ztyped.z).a AS a,
    '1'::"bit" AS "bit",
    (a_ztyped.n << '10.0.0.0/8'::inet) AS inside
   FROM public.a_ztyped;


ALTER TABLE public.zranges OWNER TO isochron;

--
-- Name: zspanned; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.zspanned (
    s public.zspans NOT NULL,
    m public.manyspans,
    f public.zfloats[] DEFAULT ARRAY[public.zfloats((1)::double precision, (2)::double precision)],
    z public.zmoods,
    cash money DEFAULT 1.5
);


ALTER TABLE public.zspanned OWNER TO isochron;

--
-- Name: ztotals; Type: VIEW; Schema: public; Owner: isochron
--

CREATE VIEW public.ztotals AS
 SELECT pairs.a,
    public.ztotal(pairs.b) AS t
   FROM public.pairs
  GROUP BY pairs.a;


ALTER TABLE public.ztotals OWNER TO isochron;

--
-- Name: ztyped; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.ztyped OF public.zkind (
    id NOT NULL,
    name DEFAULT 'q'::text NOT NULL,
    CONSTRAINT ztyped_n_check CHECK ((n > (0)::numeric))
);


ALTER TABLE public.ztyped OWNER TO isochron;

--
-- Name: TABLE ztyped; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON TABLE public.ztyped IS 'of a kind';


--
-- Name: COLUMN ztyped.n; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON COLUMN public.ztyped.n IS 'a number';


--
-- Name: ztyped_1; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.ztyped_1 (
    id integer NOT NULL,
    name text,
    n numeric(5,2),
    at public.zpair,
    later date
);


ALTER TABLE public.ztyped_1 OWNER TO isochron;

--
-- Name: ztyped_plain; Type: TABLE; Schema: public; Owner: isochron
--

CREATE TABLE public.ztyped_plain OF public.zkind;


ALTER TABLE public.ztyped_plain OWNER TO isochron;

--
-- Name: p_list_rest; Type: TABLE ATTACH; Schema: other; Owner: isochron
--

ALTER TABLE ONLY public.p_list ATTACH PARTITION other.p_list_rest DEFAULT;


--
-- Name: a_part; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.parted ATTACH PARTITION public.a_part FOR VALUES FROM (20) TO (MAXVALUE);


--
-- Name: hashed_0; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.hashed ATTACH PARTITION public.hashed_0 FOR VALUES WITH (modulus 2, remainder 0);


--
-- Name: hashed_1; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.hashed ATTACH PARTITION public.hashed_1 FOR VALUES WITH (modulus 2, remainder 1);


--
-- Name: p_list_a; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.p_list ATTACH PARTITION public.p_list_a FOR VALUES IN ('a', 'b');


--
-- Name: p_list_c; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.p_list ATTACH PARTITION public.p_list_c FOR VALUES IN ('c');


--
-- Name: p_range_1; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.p_range ATTACH PARTITION public.p_range_1 FOR VALUES FROM (1, MINVALUE) TO (5, '2020-01-01');


--
-- Name: p_range_2; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.p_range ATTACH PARTITION public.p_range_2 FOR VALUES FROM (5, '2020-01-01') TO (10, MAXVALUE);


--
-- Name: parted_1; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.parted ATTACH PARTITION public.parted_1 FOR VALUES FROM (MINVALUE) TO (10);


--
-- Name: parted_2; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.parted ATTACH PARTITION public.parted_2 FOR VALUES FROM (10) TO (20);


--
-- Name: parted_2a; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.parted_2 ATTACH PARTITION public.parted_2a FOR VALUES IN ('a', 'it''s', NULL);


--
-- Name: parted_2d; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.parted_2 ATTACH PARTITION public.parted_2d DEFAULT;


--
-- Name: ztyped_1; Type: TABLE ATTACH; Schema: public; Owner: isochron
--

ALTER TABLE ONLY other.ztyped_part ATTACH PARTITION public.ztyped_1 FOR VALUES FROM (1) TO (9);


--
-- Name: always small; Type: DEFAULT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.always ALTER COLUMN small SET DEFAULT nextval('public.always_small_seq'::regclass);


--
-- Name: always s; Type: DEFAULT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.always ALTER COLUMN s SET DEFAULT nextval('public.always_s_seq'::regclass);


--
-- Name: children id; Type: DEFAULT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.children ALTER COLUMN id SET DEFAULT nextval('public.children_id_seq'::regclass);


--
-- Name: heir amount; Type: DEFAULT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.heir ALTER COLUMN amount SET DEFAULT 9;


--
-- Name: heir at; Type: DEFAULT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.heir ALTER COLUMN at SET DEFAULT CURRENT_TIMESTAMP;


--
-- Name: heir day; Type: DEFAULT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.heir ALTER COLUMN day SET DEFAULT CURRENT_DATE;


--
-- Name: v_check v; Type: DEFAULT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.v_check ALTER COLUMN v SET DEFAULT 'dflt'::text;


--
-- Name: 12345; Type: BLOB; Schema: -; Owner: isochron
--

SELECT pg_catalog.lo_create('12345');


ALTER LARGE OBJECT 12345 OWNER TO isochron;

--
-- Name: LARGE OBJECT 12345; Type: COMMENT; Schema: -; Owner: isochron
--

COMMENT ON LARGE OBJECT 12345 IS 'bytes';


--
-- Name: 12346; Type: BLOB; Schema: -; Owner: owner_of_some
--

SELECT pg_catalog.lo_create('12346');


ALTER LARGE OBJECT 12346 OWNER TO owner_of_some;

--
-- Data for Name: parents; Type: TABLE DATA; Schema: a b; Owner: isochron
--

COPY "a b".parents (id, name, n, at, tags) FROM stdin;
1	o'x	1.50	2001-01-01 00:00:00+00	{a,"b c",NULL}
2	tab\there\nand\\there	-2.00	\N	{}
\.


--
-- Data for Name: owned; Type: TABLE DATA; Schema: other; Owner: owner_of_some
--

COPY other.owned (id, v) FROM stdin;
\.


--
-- Data for Name: p_list_rest; Type: TABLE DATA; Schema: other; Owner: isochron
--

COPY other.p_list_rest (k, v) FROM stdin;
z	3
\.


--
-- Data for Name: Weird "name; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public."Weird ""name" ("select", "Upper", "a%b") FROM stdin;
1	\\.	2
2	\\N	\N
\.


--
-- Data for Name: a_part; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.a_part (c, a, b) FROM stdin;
5	20	`
5	21	a
5	22	b
5	23	c
5	24	d
5	25	`
5	26	a
5	27	b
5	28	c
5	29	d
5	30	`
5	31	a
5	32	b
5	33	c
5	34	d
5	35	`
5	36	a
5	37	b
5	38	c
5	39	d
5	40	`
\.


--
-- Data for Name: a_typed; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.a_typed (m, ms, p, l, j) FROM stdin;
it's	{sad,NULL,it's}	5	{1,2}	{"a": [1, 2.50], "b": 1}
sad	\N	6	{}	{"a": [1, 2.50], "b": 1}
\.


--
-- Data for Name: a_ztyped; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.a_ztyped (id, n, c, h, h8, b, v, r, rs, m, p, o, z, zs, y) FROM stdin;
1	10.1.2.3/8	{10.0.0.0/8}	08:00:2b:01:02:03	08:00:2b:ff:fe:01:02:03	111	10	[1,6)	["2020-01-01 00:00:00",)	{[1.50,2),[3,4]}	(1.5,-2)	((0,0),(1,1))	(1,2.50,"{""a b"",c}")	{"(1,,)",NULL}	("(2,3.00,)",ok)
2	::1	\N	\N	\N	101	\N	empty	\N	{}	\N	\N	\N	\N	\N
\.


--
-- Data for Name: always; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.always (a, c, small, s) FROM stdin;
-1	1	1	1
-3	2	2	2
\.


--
-- Data for Name: base; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.base (id, name, amount, at, day) FROM stdin;
10	a	1.500	2020-01-02 01:04:05.678+00	2020-01-02
15	b	1.500	infinity	-infinity
\.


--
-- Data for Name: booked; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.booked (room, "from", until, during, a) FROM stdin;
1	2020-01-01	2020-01-02	["2020-01-01 00:00:00","2020-01-02 00:00:00")	10.0.0.0/8
2	2020-01-02	2020-01-03	["2020-01-01 00:00:00","2020-01-02 00:00:00")	11.0.0.0/8
\.


--
-- Data for Name: children; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.children (id, parent, d, b) FROM stdin;
1	1	2020-01-02	\\x00ff
2	2	\N	\\x
\.


--
-- Data for Name: clustered; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.clustered (id, b) FROM stdin;
\.


--
-- Data for Name: defaults; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.defaults (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, aa, bb, cc, dd, ee, ff, gg, hh, ii, jj, kk, ll, mm, nn, oo, pp, qq, rr, ss, tt, uu, vv) FROM stdin;
\.


--
-- Data for Name: every_type; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.every_type (b, i2, i4, i8, f4, f8, n, n5, nneg, t, vc, c, c1, nm, qc, by, d, ti, ttz, ts, tstz, iv, iv2, iv3, u, m, j, jb, jp, o, rc, rt, tid, xid, lsn, ip, net, mac, mac8, bi, bi3, vb, r4, rn, rd, mr, pt, ls, bx, pth, pg, ln, ci, tsv, tsq, aa, am, d1, l, p, rowt, rowa) FROM stdin;
f	-1	2	3	NaN	1e-300	NaN	12345	123500	ü\n	v	c  	x	name	q	\\xdeadbeef	2020-02-29	12:34:56.79	12:34:56+02:30	2020-01-01 00:00:00	2020-01-01 00:00:00+00	1 day 02:03:04.568	1 mon	2 years	a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11	$12.34	{"a":  1}	{"b": [1.50, null]}	$."a"[*]?(@ > 1)	42	pg_class	integer	(0,1)	123	0/16B3748	::1/64	10.0.0.0/8	08:00:2b:01:02:03	08:00:2b:01:02:03:04:05	1	{101,010}	1010	[1,5)	(1.5,)	[2020-01-01,2020-02-01)	{[1,3),[5,7)}	(1,2)	[(0,0),(1,1)]	(1,1),(0,0)	[(0,0),(1,1)]	((0,0),(1,1),(1,0))	{1,2,3}	<(0,0),2>	'a b':1A 'c'	'a' & !'b':*	[0:1][2:4]={{1,2,5},{3,NULL,4}}	{ok}	5	{1,2}	(1,2.50,"{a,b}")	(1,2,3,4)	{"(1,,,)",NULL}
\.


--
-- Data for Name: excl; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.excl (id, during, name) FROM stdin;
\.


--
-- Data for Name: fives; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.fives (id) FROM stdin;
5
6
7
\.


--
-- Data for Name: hashed_0; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.hashed_0 (id, k) FROM stdin;
1	k1
12	k12
13	k13
14	k14
16	k16
17	k17
18	k18
2	k2
\.


--
-- Data for Name: hashed_1; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.hashed_1 (id, k) FROM stdin;
10	k10
11	k11
15	k15
19	k19
20	k20
3	k3
4	k4
5	k5
6	k6
7	k7
8	k8
9	k9
\.


--
-- Data for Name: heir; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.heir (id, name, amount, at, day, extra, more) FROM stdin;
77	h	9.000	0044-03-15 00:00:00+00 BC	2020-02-29	e	5
\.


--
-- Data for Name: heir2; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.heir2 (id, name, amount, at, day, last) FROM stdin;
10	h2	1.500	2000-01-01 00:00:00+00	0001-01-01 BC	\N
\.


--
-- Data for Name: heir3; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.heir3 (extra, amount, own) FROM stdin;
\.


--
-- Data for Name: keyed; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.keyed (k, v, i, u) FROM stdin;
1	5	1 year -2 days +03:04:05.6	a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
\.


--
-- Data for Name: late_key; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.late_key (a, b) FROM stdin;
x	y
\.


--
-- Data for Name: many; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.many (i, t) FROM stdin;
1	x
10	xxxxxxxxxx
100	
101	x
102	xx
103	xxx
104	xxxx
105	xxxxx
106	xxxxxx
107	xxxxxxx
108	xxxxxxxx
109	xxxxxxxxx
11	xxxxxxxxxxx
110	xxxxxxxxxx
111	xxxxxxxxxxx
112	xxxxxxxxxxxx
113	xxxxxxxxxxxxx
114	xxxxxxxxxxxxxx
115	xxxxxxxxxxxxxxx
116	xxxxxxxxxxxxxxxx
117	xxxxxxxxxxxxxxxxx
118	xxxxxxxxxxxxxxxxxx
119	xxxxxxxxxxxxxxxxxxx
12	xxxxxxxxxxxx
120	xxxxxxxxxxxxxxxxxxxx
121	xxxxxxxxxxxxxxxxxxxxx
122	xxxxxxxxxxxxxxxxxxxxxx
123	xxxxxxxxxxxxxxxxxxxxxxx
124	xxxxxxxxxxxxxxxxxxxxxxxx
125	xxxxxxxxxxxxxxxxxxxxxxxxx
126	xxxxxxxxxxxxxxxxxxxxxxxxxx
127	xxxxxxxxxxxxxxxxxxxxxxxxxxx
128	xxxxxxxxxxxxxxxxxxxxxxxxxxxx
129	xxxxxxxxxxxxxxxxxxxxxxxxxxxxx
13	xxxxxxxxxxxxx
130	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
131	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
132	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
133	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
134	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
135	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
136	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
137	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
138	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
139	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
14	xxxxxxxxxxxxxx
140	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
141	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
142	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
143	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
144	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
145	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
146	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
147	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
148	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
149	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
15	xxxxxxxxxxxxxxx
150	
151	x
152	xx
153	xxx
154	xxxx
155	xxxxx
156	xxxxxx
157	xxxxxxx
158	xxxxxxxx
159	xxxxxxxxx
16	xxxxxxxxxxxxxxxx
160	xxxxxxxxxx
161	xxxxxxxxxxx
162	xxxxxxxxxxxx
163	xxxxxxxxxxxxx
164	xxxxxxxxxxxxxx
165	xxxxxxxxxxxxxxx
166	xxxxxxxxxxxxxxxx
167	xxxxxxxxxxxxxxxxx
168	xxxxxxxxxxxxxxxxxx
169	xxxxxxxxxxxxxxxxxxx
17	xxxxxxxxxxxxxxxxx
170	xxxxxxxxxxxxxxxxxxxx
171	xxxxxxxxxxxxxxxxxxxxx
172	xxxxxxxxxxxxxxxxxxxxxx
173	xxxxxxxxxxxxxxxxxxxxxxx
174	xxxxxxxxxxxxxxxxxxxxxxxx
175	xxxxxxxxxxxxxxxxxxxxxxxxx
176	xxxxxxxxxxxxxxxxxxxxxxxxxx
177	xxxxxxxxxxxxxxxxxxxxxxxxxxx
178	xxxxxxxxxxxxxxxxxxxxxxxxxxxx
179	xxxxxxxxxxxxxxxxxxxxxxxxxxxxx
18	xxxxxxxxxxxxxxxxxx
180	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
181	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
182	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
183	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
184	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
185	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
186	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
187	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
188	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
189	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
19	xxxxxxxxxxxxxxxxxxx
190	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
191	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
192	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
193	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
194	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
195	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
196	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
197	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
198	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
199	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
2	xx
20	xxxxxxxxxxxxxxxxxxxx
200	
201	x
202	xx
203	xxx
204	xxxx
205	xxxxx
206	xxxxxx
207	xxxxxxx
208	xxxxxxxx
209	xxxxxxxxx
21	xxxxxxxxxxxxxxxxxxxxx
210	xxxxxxxxxx
211	xxxxxxxxxxx
212	xxxxxxxxxxxx
213	xxxxxxxxxxxxx
214	xxxxxxxxxxxxxx
215	xxxxxxxxxxxxxxx
216	xxxxxxxxxxxxxxxx
217	xxxxxxxxxxxxxxxxx
218	xxxxxxxxxxxxxxxxxx
219	xxxxxxxxxxxxxxxxxxx
22	xxxxxxxxxxxxxxxxxxxxxx
220	xxxxxxxxxxxxxxxxxxxx
221	xxxxxxxxxxxxxxxxxxxxx
222	xxxxxxxxxxxxxxxxxxxxxx
223	xxxxxxxxxxxxxxxxxxxxxxx
224	xxxxxxxxxxxxxxxxxxxxxxxx
225	xxxxxxxxxxxxxxxxxxxxxxxxx
226	xxxxxxxxxxxxxxxxxxxxxxxxxx
227	xxxxxxxxxxxxxxxxxxxxxxxxxxx
228	xxxxxxxxxxxxxxxxxxxxxxxxxxxx
229	xxxxxxxxxxxxxxxxxxxxxxxxxxxxx
23	xxxxxxxxxxxxxxxxxxxxxxx
230	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
231	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
232	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
233	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
234	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
235	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
236	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
237	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
238	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
239	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
24	xxxxxxxxxxxxxxxxxxxxxxxx
240	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
241	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
242	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
243	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
244	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
245	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
246	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
247	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
248	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
249	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
25	xxxxxxxxxxxxxxxxxxxxxxxxx
250	
251	x
252	xx
253	xxx
254	xxxx
255	xxxxx
256	xxxxxx
257	xxxxxxx
258	xxxxxxxx
259	xxxxxxxxx
26	xxxxxxxxxxxxxxxxxxxxxxxxxx
260	xxxxxxxxxx
261	xxxxxxxxxxx
262	xxxxxxxxxxxx
263	xxxxxxxxxxxxx
264	xxxxxxxxxxxxxx
265	xxxxxxxxxxxxxxx
266	xxxxxxxxxxxxxxxx
267	xxxxxxxxxxxxxxxxx
268	xxxxxxxxxxxxxxxxxx
269	xxxxxxxxxxxxxxxxxxx
27	xxxxxxxxxxxxxxxxxxxxxxxxxxx
270	xxxxxxxxxxxxxxxxxxxx
271	xxxxxxxxxxxxxxxxxxxxx
272	xxxxxxxxxxxxxxxxxxxxxx
273	xxxxxxxxxxxxxxxxxxxxxxx
274	xxxxxxxxxxxxxxxxxxxxxxxx
275	xxxxxxxxxxxxxxxxxxxxxxxxx
276	xxxxxxxxxxxxxxxxxxxxxxxxxx
277	xxxxxxxxxxxxxxxxxxxxxxxxxxx
278	xxxxxxxxxxxxxxxxxxxxxxxxxxxx
279	xxxxxxxxxxxxxxxxxxxxxxxxxxxxx
28	xxxxxxxxxxxxxxxxxxxxxxxxxxxx
280	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
281	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
282	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
283	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
284	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
285	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
286	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
287	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
288	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
289	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
29	xxxxxxxxxxxxxxxxxxxxxxxxxxxxx
290	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
291	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
292	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
293	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
294	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
295	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
296	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
297	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
298	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
299	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
3	xxx
30	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
300	
31	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
32	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
33	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
34	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
35	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
36	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
37	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
38	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
39	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
4	xxxx
40	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
41	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
42	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
43	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
44	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
45	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
46	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
47	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
48	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
49	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
5	xxxxx
50	
51	x
52	xx
53	xxx
54	xxxx
55	xxxxx
56	xxxxxx
57	xxxxxxx
58	xxxxxxxx
59	xxxxxxxxx
6	xxxxxx
60	xxxxxxxxxx
61	xxxxxxxxxxx
62	xxxxxxxxxxxx
63	xxxxxxxxxxxxx
64	xxxxxxxxxxxxxx
65	xxxxxxxxxxxxxxx
66	xxxxxxxxxxxxxxxx
67	xxxxxxxxxxxxxxxxx
68	xxxxxxxxxxxxxxxxxx
69	xxxxxxxxxxxxxxxxxxx
7	xxxxxxx
70	xxxxxxxxxxxxxxxxxxxx
71	xxxxxxxxxxxxxxxxxxxxx
72	xxxxxxxxxxxxxxxxxxxxxx
73	xxxxxxxxxxxxxxxxxxxxxxx
74	xxxxxxxxxxxxxxxxxxxxxxxx
75	xxxxxxxxxxxxxxxxxxxxxxxxx
76	xxxxxxxxxxxxxxxxxxxxxxxxxx
77	xxxxxxxxxxxxxxxxxxxxxxxxxxx
78	xxxxxxxxxxxxxxxxxxxxxxxxxxxx
79	xxxxxxxxxxxxxxxxxxxxxxxxxxxxx
8	xxxxxxxx
80	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
81	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
82	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
83	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
84	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
85	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
86	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
87	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
88	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
89	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
9	xxxxxxxxx
90	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
91	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
92	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
93	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
94	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
95	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
96	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
97	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
98	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
99	xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
\.


--
-- Data for Name: methods; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.methods (id, a, b, c, r, m, n, ci, v) FROM stdin;
1	1	text 1	c1	[1,4)	{[1,3)}	10.0.0.2	10.0.0.0/8	'word1':1
2	2	text 2	c2	[2,5)	{[2,4)}	10.0.0.3	10.0.0.0/8	'word2':1
3	3	text 3	c3	[3,6)	{[3,5)}	10.0.0.4	10.0.0.0/8	'word3':1
4	4	text 4	c4	[4,7)	{[4,6)}	10.0.0.5	10.0.0.0/8	'word4':1
5	5	text 5	c5	[5,8)	{[5,7)}	10.0.0.6	10.0.0.0/8	'word5':1
6	6	text 6	c6	[6,9)	{[6,8)}	10.0.0.7	10.0.0.0/8	'word6':1
7	0	text 7	c7	[7,10)	{[7,9)}	10.0.0.8	10.0.0.0/8	'word7':1
8	1	text 8	c8	[8,11)	{[8,10)}	10.0.0.9	10.0.0.0/8	'word8':1
9	2	text 9	c9	[9,12)	{[9,11)}	10.0.0.10	10.0.0.0/8	'word9':1
\.


--
-- Data for Name: mixin; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.mixin (extra, amount) FROM stdin;
\.


--
-- Data for Name: no_columns; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.no_columns  FROM stdin;

\.


--
-- Data for Name: only_dropped; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.only_dropped (b) FROM stdin;
1
2
\.


--
-- Data for Name: p_list_a; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.p_list_a (k, v) FROM stdin;
a	1
\.


--
-- Data for Name: p_list_c; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.p_list_c (k, v) FROM stdin;
c	2
\.


--
-- Data for Name: p_range_1; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.p_range_1 (a, b) FROM stdin;
\.


--
-- Data for Name: p_range_2; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.p_range_2 (a, b) FROM stdin;
\.


--
-- Data for Name: pairs; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.pairs (a, b, c, d) FROM stdin;
1	1	1	\N
1	2	\N	3
\.


--
-- Data for Name: parted_1; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.parted_1 (a, b, c) FROM stdin;
1	a	5
2	b	5
3	c	5
4	d	5
5	`	5
6	a	5
7	b	5
8	c	5
9	d	5
\.


--
-- Data for Name: parted_2a; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.parted_2a (a, b, c) FROM stdin;
11	a	5
16	a	5
\.


--
-- Data for Name: parted_2d; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.parted_2d (a, b, c) FROM stdin;
10	`	5
12	b	5
13	c	5
14	d	5
15	`	5
17	b	5
18	c	5
19	d	5
\.


--
-- Data for Name: refers; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.refers (id, a, b, up) FROM stdin;
1	1	1	2
2	1	2	2
\.


--
-- Data for Name: refers_part; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.refers_part (k, v) FROM stdin;
\N	5
a	1
\.


--
-- Data for Name: stamped; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.stamped (i, t) FROM stdin;
11	A
\.


--
-- Data for Name: text_kept; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.text_kept (body, cfg, ip, tags, j) FROM stdin;
the quick foxes	simple	10.1.1.1	{x}	{"x": 1}
\.


--
-- Data for Name: unlogged; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.unlogged (a) FROM stdin;
\.


--
-- Data for Name: zcasted; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.zcasted (m) FROM stdin;
ok
ok
\.


--
-- Data for Name: zextended; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.zextended (c, h, l, u) FROM stdin;
It's	"z"=>NULL, "x y"=>"1"	{a,B}	6ba7b810-9dad-11d1-80b4-00c04fd430c8
b	"a"=>"1"	\N	\N
\.


--
-- Data for Name: znears; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.znears (n, m) FROM stdin;
4	-7
\.


--
-- Data for Name: zspanned; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.zspanned (s, m, f, z, cash) FROM stdin;
["a b",c)	{[a,b],[c,)}	{"[1,2)"}	[sad,it's]	$1.50
\.


--
-- Data for Name: ztyped; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.ztyped (id, name, n, at, later) FROM stdin;
1	one	1.50	(1,2.00,{x})	2020-01-01
\.


--
-- Data for Name: ztyped_1; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.ztyped_1 (id, name, n, at, later) FROM stdin;
2	two	\N	\N	\N
\.


--
-- Data for Name: ztyped_plain; Type: TABLE DATA; Schema: public; Owner: isochron
--

COPY public.ztyped_plain (id, name, n, at, later) FROM stdin;
\.


--
-- Name: always_a_seq; Type: SEQUENCE SET; Schema: public; Owner: isochron
--

SELECT pg_catalog.setval('public.always_a_seq', -3, true);


--
-- Name: always_s_seq; Type: SEQUENCE SET; Schema: public; Owner: isochron
--

SELECT pg_catalog.setval('public.always_s_seq', 2, true);


--
-- Name: always_small_seq; Type: SEQUENCE SET; Schema: public; Owner: isochron
--

SELECT pg_catalog.setval('public.always_small_seq', 2, true);


--
-- Name: base_id_seq; Type: SEQUENCE SET; Schema: public; Owner: isochron
--

SELECT pg_catalog.setval('public.base_id_seq', 15, true);


--
-- Name: children_id_seq; Type: SEQUENCE SET; Schema: public; Owner: isochron
--

SELECT pg_catalog.setval('public.children_id_seq', 2, true);


--
-- Name: counter; Type: SEQUENCE SET; Schema: public; Owner: isochron
--

SELECT pg_catalog.setval('public.counter', 5, true);


--
-- Name: down_seq; Type: SEQUENCE SET; Schema: public; Owner: isochron
--

SELECT pg_catalog.setval('public.down_seq', -1, true);


--
-- Name: heir2_id_seq; Type: SEQUENCE SET; Schema: public; Owner: isochron
--

SELECT pg_catalog.setval('public.heir2_id_seq', 10, true);


--
-- Name: int_seq; Type: SEQUENCE SET; Schema: public; Owner: isochron
--

SELECT pg_catalog.setval('public.int_seq', 42, true);


--
-- Name: keyed_k_seq; Type: SEQUENCE SET; Schema: public; Owner: isochron
--

SELECT pg_catalog.setval('public.keyed_k_seq', 1, true);


--
-- Name: owned_seq; Type: SEQUENCE SET; Schema: public; Owner: isochron
--

SELECT pg_catalog.setval('public.owned_seq', 7, false);


--
-- Data for Name: BLOBS; Type: BLOBS; Schema: -; Owner: -
--

BEGIN;

SELECT pg_catalog.lo_open('12345', 131072);
SELECT pg_catalog.lowrite(0, '\x00010203');
SELECT pg_catalog.lo_close(0);

SELECT pg_catalog.lo_open('12346', 131072);
SELECT pg_catalog.lowrite(0, '\x7878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878787878');
SELECT pg_catalog.lo_close(0);

COMMIT;

--
-- Name: parents parents_pkey; Type: CONSTRAINT; Schema: a b; Owner: isochron
--

ALTER TABLE ONLY "a b".parents
    ADD CONSTRAINT parents_pkey PRIMARY KEY (id);


--
-- Name: owned owned_pkey; Type: CONSTRAINT; Schema: other; Owner: owner_of_some
--

ALTER TABLE ONLY other.owned
    ADD CONSTRAINT owned_pkey PRIMARY KEY (id);


--
-- Name: p_list p_list_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.p_list
    ADD CONSTRAINT p_list_pkey PRIMARY KEY (k, v);


--
-- Name: p_list_rest p_list_rest_pkey; Type: CONSTRAINT; Schema: other; Owner: isochron
--

ALTER TABLE ONLY other.p_list_rest
    ADD CONSTRAINT p_list_rest_pkey PRIMARY KEY (k, v);


--
-- Name: Weird "name Weird "name_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public."Weird ""name"
    ADD CONSTRAINT "Weird ""name_pkey" PRIMARY KEY ("select");


--
-- Name: a_typed a_typed_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.a_typed
    ADD CONSTRAINT a_typed_pkey PRIMARY KEY (p);


--
-- Name: a_typed a_typed_q_key; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.a_typed
    ADD CONSTRAINT a_typed_q_key UNIQUE (q);


--
-- Name: a_ztyped a_ztyped_n_key; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.a_ztyped
    ADD CONSTRAINT a_ztyped_n_key UNIQUE (n);


--
-- Name: a_ztyped a_ztyped_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.a_ztyped
    ADD CONSTRAINT a_ztyped_pkey PRIMARY KEY (id);


--
-- Name: base base_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.base
    ADD CONSTRAINT base_pkey PRIMARY KEY (id);


--
-- Name: booked booked_a_excl; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.booked
    ADD CONSTRAINT booked_a_excl EXCLUDE USING gist (a inet_ops WITH &&);


--
-- Name: booked booked_daterange_room_excl; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.booked
    ADD CONSTRAINT booked_daterange_room_excl EXCLUDE USING gist (daterange("from", until) WITH &&) INCLUDE (room) WITH (fillfactor='70');


--
-- Name: booked booked_room_lower_excl; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.booked
    ADD CONSTRAINT booked_room_lower_excl EXCLUDE USING btree (room DESC WITH =, lower(during) WITH =);


--
-- Name: children children_parent_d_key; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.children
    ADD CONSTRAINT children_parent_d_key UNIQUE (parent, d);


--
-- Name: children children_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.children
    ADD CONSTRAINT children_pkey PRIMARY KEY (id);


--
-- Name: excl ex2; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.excl
    ADD CONSTRAINT ex2 EXCLUDE USING hash (name WITH =) DEFERRABLE;


--
-- Name: excl excl_id_during_excl; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.excl
    ADD CONSTRAINT excl_id_during_excl EXCLUDE USING gist (id WITH =, during WITH &&) WHERE ((id <> 0));


--
-- Name: excl excl_lower_excl; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.excl
    ADD CONSTRAINT excl_lower_excl EXCLUDE USING btree (lower(name) text_pattern_ops WITH =);


--
-- Name: fives fives_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.fives
    ADD CONSTRAINT fives_pkey PRIMARY KEY (id);


--
-- Name: hashed hashed_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.hashed
    ADD CONSTRAINT hashed_pkey PRIMARY KEY (id, k);


--
-- Name: hashed_0 hashed_0_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.hashed_0
    ADD CONSTRAINT hashed_0_pkey PRIMARY KEY (id, k);


--
-- Name: hashed_1 hashed_1_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.hashed_1
    ADD CONSTRAINT hashed_1_pkey PRIMARY KEY (id, k);


--
-- Name: heir2 heir2_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.heir2
    ADD CONSTRAINT heir2_pkey PRIMARY KEY (id);


--
-- Name: pairs late; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.pairs
    ADD CONSTRAINT late UNIQUE (c, d) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: late_key late_key_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.late_key
    ADD CONSTRAINT late_key_pkey PRIMARY KEY (a) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: d_time later; Type: CHECK CONSTRAINT; Schema: public; Owner: isochron
--

ALTER DOMAIN public.d_time
    ADD CONSTRAINT later CHECK ((VALUE > '2000-01-01'::date)) NOT VALID;


--
-- Name: heir2 later; Type: CHECK CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE public.heir2
    ADD CONSTRAINT later CHECK ((last > 5)) NOT VALID;


--
-- Name: methods methods_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.methods
    ADD CONSTRAINT methods_pkey PRIMARY KEY (id);


--
-- Name: p_list_c mine; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.p_list_c
    ADD CONSTRAINT mine PRIMARY KEY (k, v);


--
-- Name: booked one at a time; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.booked
    ADD CONSTRAINT "one at a time" EXCLUDE USING gist (room WITH =, during WITH &&) WHERE ((room > 0)) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: CONSTRAINT "one at a time" ON booked; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON CONSTRAINT "one at a time" ON public.booked IS 'it''s full';


--
-- Name: p_list_a p_list_a_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.p_list_a
    ADD CONSTRAINT p_list_a_pkey PRIMARY KEY (k, v);


--
-- Name: pairs pairs_c_key; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.pairs
    ADD CONSTRAINT pairs_c_key UNIQUE (c) DEFERRABLE;


--
-- Name: pairs pairs_d_key; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.pairs
    ADD CONSTRAINT pairs_d_key UNIQUE NULLS NOT DISTINCT (d);


--
-- Name: pairs pairs_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.pairs
    ADD CONSTRAINT pairs_pkey PRIMARY KEY (a, b);

ALTER TABLE ONLY public.pairs REPLICA IDENTITY USING INDEX pairs_pkey;


--
-- Name: refers refers_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.refers
    ADD CONSTRAINT refers_pkey PRIMARY KEY (id);


--
-- Name: zextended zextended_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.zextended
    ADD CONSTRAINT zextended_pkey PRIMARY KEY (c);


--
-- Name: zspanned zspanned_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.zspanned
    ADD CONSTRAINT zspanned_pkey PRIMARY KEY (s);


--
-- Name: ztyped ztyped_pkey; Type: CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.ztyped
    ADD CONSTRAINT ztyped_pkey PRIMARY KEY (id);


--
-- Name: by_name; Type: INDEX; Schema: a b; Owner: isochron
--

CREATE INDEX by_name ON "a b".parents USING btree (name text_pattern_ops DESC);


--
-- Name: by_tag; Type: INDEX; Schema: a b; Owner: isochron
--

CREATE INDEX by_tag ON "a b".parents USING gin (tags);


--
-- Name: parents_lower_left_idx; Type: INDEX; Schema: a b; Owner: isochron
--

CREATE UNIQUE INDEX parents_lower_left_idx ON "a b".parents USING btree (lower(name), "left"(name, 3)) WHERE (name <> 'it''s'::text);


--
-- Name: p_list_u; Type: INDEX; Schema: public; Owner: isochron
--

CREATE UNIQUE INDEX p_list_u ON ONLY public.p_list USING btree (v, k DESC);


--
-- Name: p_list_rest_v_k_idx; Type: INDEX; Schema: other; Owner: isochron
--

CREATE UNIQUE INDEX p_list_rest_v_k_idx ON other.p_list_rest USING btree (v, k DESC);


--
-- Name: parted_b; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX parted_b ON ONLY public.parted USING btree (b DESC);


--
-- Name: a_part_b_idx; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX a_part_b_idx ON public.a_part USING btree (b DESC);


--
-- Name: by_date; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX by_date ON public.children USING btree (d DESC, parent);

ALTER TABLE public.children CLUSTER ON by_date;


--
-- Name: by_key; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX by_key ON public.a_typed USING gin (j jsonb_path_ops) WHERE ((p)::integer > 1);


--
-- Name: by_part; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX by_part ON public.a_typed USING gin (((j -> 'a'::text)));


--
-- Name: by_year; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX by_year ON public.children USING btree ((((d - '2000-01-01'::date) / 365)), COALESCE(parent, 0) DESC) INCLUDE (b) WHERE ((b IS NOT NULL) AND ((parent > 0) OR (d IS NULL)));


--
-- Name: clustered_b; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX clustered_b ON public.clustered USING btree (b);

ALTER TABLE public.clustered CLUSTER ON clustered_b;


--
-- Name: INDEX heir2_pkey; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON INDEX public.heir2_pkey IS 'a key';


--
-- Name: kept_expr; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX kept_expr ON public.kept USING btree (((a + b)) DESC, id);


--
-- Name: kept_id_a_idx; Type: INDEX; Schema: public; Owner: isochron
--

CREATE UNIQUE INDEX kept_id_a_idx ON public.kept USING btree (id, a) WHERE (b > 0);


--
-- Name: late_collated; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX late_collated ON public.late_key USING btree (b COLLATE "POSIX" DESC, lower(a));


--
-- Name: methods_brin; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX methods_brin ON public.methods USING brin (a, b, c, r, n, ci) WITH (pages_per_range='16', autosummarize='on');


--
-- Name: methods_classes; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX methods_classes ON public.methods USING brin (a int4_minmax_multi_ops, b text_bloom_ops, n inet_minmax_ops) WHERE (a > 3);


--
-- Name: methods_gist; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX methods_gist ON public.methods USING gist (a, r, n inet_ops) INCLUDE (b) WITH (fillfactor='70', buffering=off);

ALTER TABLE public.methods CLUSTER ON methods_gist;


--
-- Name: methods_net; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX methods_net ON public.methods USING spgist (ci) WITH (fillfactor='90');


--
-- Name: methods_spans; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX methods_spans ON public.methods USING gist (m);


--
-- Name: methods_spgist; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX methods_spgist ON public.methods USING spgist (lower(b)) INCLUDE (a);


--
-- Name: methods_trgm; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX methods_trgm ON public.methods USING gist (b ext.gist_trgm_ops, lower(b) ext.gist_trgm_ops);


--
-- Name: methods_words; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX methods_words ON public.methods USING gist (v, to_tsvector('simple'::regconfig, b));


--
-- Name: p_list_part; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX p_list_part ON ONLY public.p_list USING btree (v);


--
-- Name: p_list_a_part; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX p_list_a_part ON public.p_list_a USING btree (v);


--
-- Name: p_list_a_v_k_idx; Type: INDEX; Schema: public; Owner: isochron
--

CREATE UNIQUE INDEX p_list_a_v_k_idx ON public.p_list_a USING btree (v, k DESC);


--
-- Name: p_list_c_v_k_idx; Type: INDEX; Schema: public; Owner: isochron
--

CREATE UNIQUE INDEX p_list_c_v_k_idx ON public.p_list_c USING btree (v, k DESC);


--
-- Name: parted_1_b_idx; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX parted_1_b_idx ON public.parted_1 USING btree (b DESC);


--
-- Name: parted_2_b_idx; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX parted_2_b_idx ON ONLY public.parted_2 USING btree (b DESC);


--
-- Name: parted_2a_b_idx; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX parted_2a_b_idx ON public.parted_2a USING btree (b DESC);


--
-- Name: parted_2d_b_idx; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX parted_2d_b_idx ON public.parted_2d USING btree (b DESC);


--
-- Name: parted_half; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX parted_half ON ONLY public.parted USING btree (c);


--
-- Name: text_kept_doc; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX text_kept_doc ON public.text_kept USING gin (doc);


--
-- Name: INDEX text_kept_doc; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON INDEX public.text_kept_doc IS 'words';


--
-- Name: text_kept_expr; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX text_kept_expr ON public.text_kept USING gin (to_tsvector('simple'::regconfig, COALESCE(body, ''::text))) WITH (fastupdate=off);


--
-- Name: text_kept_gin; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX text_kept_gin ON public.text_kept USING gin (doc, body ext.gin_trgm_ops, j jsonb_path_ops, lower(body) ext.gin_trgm_ops) WHERE (body IS NOT NULL);


--
-- Name: text_kept_hash; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX text_kept_hash ON public.text_kept USING hash (body);


--
-- Name: text_kept_j; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX text_kept_j ON public.text_kept USING gin (j);


--
-- Name: text_kept_many; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX text_kept_many ON public.text_kept USING btree (body DESC NULLS LAST, ip NULLS FIRST, lower(body)) INCLUDE (tags) WITH (fillfactor='50') WHERE ((ip << '10.0.0.0/8'::inet) OR (body ~~ 'a%'::text) OR (body = ANY (ARRAY['a'::text, 'b'::text])) OR (j ? 'x'::text));


--
-- Name: text_kept_nnd; Type: INDEX; Schema: public; Owner: isochron
--

CREATE UNIQUE INDEX text_kept_nnd ON public.text_kept USING btree (body) NULLS NOT DISTINCT;


--
-- Name: text_kept_trgm; Type: INDEX; Schema: public; Owner: isochron
--

CREATE INDEX text_kept_trgm ON public.text_kept USING gin (body ext.gin_trgm_ops);


--
-- Name: p_list_rest_pkey; Type: INDEX ATTACH; Schema: other; Owner: isochron
--

ALTER INDEX public.p_list_pkey ATTACH PARTITION other.p_list_rest_pkey;


--
-- Name: p_list_rest_v_k_idx; Type: INDEX ATTACH; Schema: other; Owner: isochron
--

ALTER INDEX public.p_list_u ATTACH PARTITION other.p_list_rest_v_k_idx;


--
-- Name: a_part_b_idx; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.parted_b ATTACH PARTITION public.a_part_b_idx;


--
-- Name: hashed_0_pkey; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.hashed_pkey ATTACH PARTITION public.hashed_0_pkey;


--
-- Name: hashed_1_pkey; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.hashed_pkey ATTACH PARTITION public.hashed_1_pkey;


--
-- Name: mine; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.p_list_pkey ATTACH PARTITION public.mine;


--
-- Name: p_list_a_part; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.p_list_part ATTACH PARTITION public.p_list_a_part;


--
-- Name: p_list_a_pkey; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.p_list_pkey ATTACH PARTITION public.p_list_a_pkey;


--
-- Name: p_list_a_v_k_idx; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.p_list_u ATTACH PARTITION public.p_list_a_v_k_idx;


--
-- Name: p_list_c_v_k_idx; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.p_list_u ATTACH PARTITION public.p_list_c_v_k_idx;


--
-- Name: parted_1_b_idx; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.parted_b ATTACH PARTITION public.parted_1_b_idx;


--
-- Name: parted_2_b_idx; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.parted_b ATTACH PARTITION public.parted_2_b_idx;


--
-- Name: parted_2a_b_idx; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.parted_2_b_idx ATTACH PARTITION public.parted_2a_b_idx;


--
-- Name: parted_2d_b_idx; Type: INDEX ATTACH; Schema: public; Owner: isochron
--

ALTER INDEX public.parted_2_b_idx ATTACH PARTITION public.parted_2d_b_idx;


--
-- Name: zstat; Type: STATISTICS; Schema: a b; Owner: isochron
--

CREATE STATISTICS "a b".zstat (ndistinct, mcv) ON ip, lower(body), (length(body) + 1) FROM public.text_kept;


ALTER STATISTICS "a b".zstat OWNER TO isochron;

--
-- Name: zstat; Type: STATISTICS; Schema: public; Owner: isochron
--

CREATE STATISTICS public.zstat ON a, b FROM public.pairs;
ALTER STATISTICS public.zstat SET STATISTICS 50;


ALTER STATISTICS public.zstat OWNER TO isochron;

--
-- Name: STATISTICS zstat; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON STATISTICS public.zstat IS 'they go together';


--
-- Name: ztext; Type: STATISTICS; Schema: public; Owner: reader
--

CREATE STATISTICS public.ztext ON (body || 'x'::text) FROM public.text_kept;


ALTER STATISTICS public.ztext OWNER TO reader;

--
-- Name: stamped all_of_it; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE TRIGGER all_of_it AFTER UPDATE ON public.stamped REFERENCING OLD TABLE AS "o t" NEW TABLE AS nt FOR EACH STATEMENT EXECUTE FUNCTION public.stamp();


--
-- Name: base always_t; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE TRIGGER always_t BEFORE DELETE ON public.base FOR EACH STATEMENT EXECUTE FUNCTION public.stamp();

ALTER TABLE public.base ENABLE ALWAYS TRIGGER always_t;


--
-- Name: base ct; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE CONSTRAINT TRIGGER ct AFTER INSERT OR DELETE OR UPDATE ON public.base NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION public.stamp();


--
-- Name: stamped emptied; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE TRIGGER emptied BEFORE TRUNCATE ON public.stamped FOR EACH STATEMENT EXECUTE FUNCTION public.stamp('t');


--
-- Name: shown instead; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE TRIGGER instead INSTEAD OF INSERT OR DELETE ON public.shown FOR EACH ROW EXECUTE FUNCTION public.stamp();


--
-- Name: stamped late; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE CONSTRAINT TRIGGER late AFTER INSERT ON public.stamped FROM public.pairs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.i > 0)) EXECUTE FUNCTION public.stamp();


--
-- Name: stamped off; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE TRIGGER off AFTER DELETE ON public.stamped FOR EACH STATEMENT EXECUTE FUNCTION public.stamp();

ALTER TABLE public.stamped DISABLE TRIGGER off;


--
-- Name: TRIGGER off ON stamped; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON TRIGGER off ON public.stamped IS 'not now';


--
-- Name: p_range part_stamp; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE TRIGGER part_stamp AFTER INSERT ON public.p_range FOR EACH ROW EXECUTE FUNCTION public.stamp();


--
-- Name: p_range_1 part_stamp; Type: TRIGGER; Schema: public; Owner: isochron
--


ALTER TABLE public.p_range_1 DISABLE TRIGGER part_stamp;


--
-- Name: base replica_t; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE TRIGGER replica_t BEFORE UPDATE ON public.base FOR EACH ROW EXECUTE FUNCTION public.stamp();

ALTER TABLE public.base ENABLE REPLICA TRIGGER replica_t;


--
-- Name: hashed rows; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE TRIGGER rows BEFORE INSERT ON public.hashed FOR EACH ROW WHEN ((new.id > 5)) EXECUTE FUNCTION public.stamp();


--
-- Name: stamped stamp; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE TRIGGER stamp BEFORE INSERT OR UPDATE OF t ON public.stamped FOR EACH ROW WHEN ((new.t IS NOT NULL)) EXECUTE FUNCTION public.stamp('x', 'it''s');


--
-- Name: base wh; Type: TRIGGER; Schema: public; Owner: isochron
--

CREATE TRIGGER wh AFTER UPDATE OF name, amount ON public.base FOR EACH ROW WHEN (((old.* IS DISTINCT FROM new.*) AND (new.amount > (1)::numeric))) EXECUTE FUNCTION public.stamp('a', '1', '');


--
-- Name: TRIGGER wh ON base; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON TRIGGER wh ON public.base IS 'when';


--
-- Name: children children_parent_fkey; Type: FK CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.children
    ADD CONSTRAINT children_parent_fkey FOREIGN KEY (parent) REFERENCES "a b".parents(id) ON DELETE RESTRICT;


--
-- Name: refers loose; Type: FK CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.refers
    ADD CONSTRAINT loose FOREIGN KEY (b) REFERENCES public.refers(id) ON DELETE SET NULL NOT VALID;


--
-- Name: refers pair; Type: FK CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.refers
    ADD CONSTRAINT pair FOREIGN KEY (a, b) REFERENCES public.pairs(a, b) MATCH FULL ON UPDATE CASCADE ON DELETE SET DEFAULT (b, a) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: parted parted_fk; Type: FK CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE public.parted
    ADD CONSTRAINT parted_fk FOREIGN KEY (c) REFERENCES public.fives(id) ON DELETE CASCADE;


--
-- Name: refers_part refers_part_k_v_fkey; Type: FK CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.refers_part
    ADD CONSTRAINT refers_part_k_v_fkey FOREIGN KEY (k, v) REFERENCES public.p_list(k, v) ON DELETE CASCADE;


--
-- Name: refers refers_up_fkey; Type: FK CONSTRAINT; Schema: public; Owner: isochron
--

ALTER TABLE ONLY public.refers
    ADD CONSTRAINT refers_up_fkey FOREIGN KEY (up) REFERENCES public.refers(id) ON UPDATE SET NULL ON DELETE CASCADE DEFERRABLE;


--
-- Name: always; Type: ROW SECURITY; Schema: public; Owner: isochron
--

ALTER TABLE public.always ENABLE ROW LEVEL SECURITY;

--
-- Name: children; Type: ROW SECURITY; Schema: public; Owner: isochron
--

ALTER TABLE public.children ENABLE ROW LEVEL SECURITY;

--
-- Name: children own; Type: POLICY; Schema: public; Owner: isochron
--

CREATE POLICY own ON public.children FOR SELECT TO reader USING ((parent = 1));


--
-- Name: POLICY own ON children; Type: COMMENT; Schema: public; Owner: isochron
--

COMMENT ON POLICY own ON public.children IS 'their own';


--
-- Name: always p_all; Type: POLICY; Schema: public; Owner: isochron
--

CREATE POLICY p_all ON public.always USING (((c > 0) AND (EXISTS ( SELECT 1
   FROM public.pairs p
  WHERE (p.a = always.c))))) WITH CHECK ((c > 1));


--
-- Name: always p_restrict; Type: POLICY; Schema: public; Owner: isochron
--

CREATE POLICY p_restrict ON public.always AS RESTRICTIVE FOR INSERT TO reader, writer WITH CHECK (((CURRENT_USER = 'x'::name) OR (c = ANY (ARRAY[1, 2]))));


--
-- Name: always p_update; Type: POLICY; Schema: public; Owner: isochron
--

CREATE POLICY p_update ON public.always FOR UPDATE USING (true);


--
-- Name: SCHEMA "a b"; Type: ACL; Schema: -; Owner: isochron
--

GRANT USAGE ON SCHEMA "a b" TO reader;


--
-- Name: SCHEMA other; Type: ACL; Schema: -; Owner: owner_of_some
--

GRANT ALL ON SCHEMA other TO writer;


--
-- Name: TYPE zpositive; Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON TYPE public.zpositive FROM PUBLIC;


--
-- Name: TYPE zmood; Type: ACL; Schema: public; Owner: isochron
--

GRANT ALL ON TYPE public.zmood TO reader;


--
-- Name: FUNCTION place_zmood(integer); Type: ACL; Schema: other; Owner: isochron
--

REVOKE ALL ON FUNCTION other.place_zmood(integer) FROM PUBLIC;


--
-- Name: FUNCTION zmood_place(public.zmood); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.zmood_place(public.zmood) FROM PUBLIC;


--
-- Name: TABLE pairs; Type: ACL; Schema: public; Owner: isochron
--

GRANT SELECT ON TABLE public.pairs TO owner_of_some;


--
-- Name: FUNCTION f(i integer); Type: ACL; Schema: other; Owner: owner_of_some
--

REVOKE ALL ON FUNCTION other.f(i integer) FROM PUBLIC;


--
-- Name: FUNCTION agg_fin(numeric, numeric, text); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.agg_fin(numeric, numeric, text) FROM PUBLIC;


--
-- Name: FUNCTION agg_step(numeric, numeric, text); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.agg_step(numeric, numeric, text) FROM PUBLIC;


--
-- Name: FUNCTION apairs(n integer); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.apairs(n integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.apairs(n integer) TO reader;


--
-- Name: TABLE owned; Type: ACL; Schema: other; Owner: owner_of_some
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE other.owned TO writer WITH GRANT OPTION;


--
-- Name: COLUMN owned.id; Type: ACL; Schema: other; Owner: owner_of_some
--

GRANT SELECT(id),REFERENCES(id) ON TABLE other.owned TO reader;


--
-- Name: COLUMN owned.v; Type: ACL; Schema: other; Owner: owner_of_some
--

GRANT UPDATE(v) ON TABLE other.owned TO reader;


--
-- Name: FUNCTION atomic_many(k integer); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.atomic_many(k integer) FROM PUBLIC;


--
-- Name: PROCEDURE atomic_proc(IN a integer, INOUT b text); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON PROCEDURE public.atomic_proc(IN a integer, INOUT b text) FROM PUBLIC;
GRANT ALL ON PROCEDURE public.atomic_proc(IN a integer, INOUT b text) TO writer WITH GRANT OPTION;


--
-- Name: FUNCTION atomic_ret(i integer, OUT o integer); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.atomic_ret(i integer, OUT o integer) FROM PUBLIC;


--
-- Name: FUNCTION defaulted(a timestamp with time zone, b text, c integer[], d public.pairs); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.defaulted(a timestamp with time zone, b text, c integer[], d public.pairs) FROM PUBLIC;


--
-- Name: PROCEDURE definer_proc(); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON PROCEDURE public.definer_proc() FROM PUBLIC;


--
-- Name: FUNCTION every_attr(a text, b anyelement, VARIADIC c anyarray); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.every_attr(a text, b anyelement, VARIADIC c anyarray) FROM PUBLIC;


--
-- Name: TABLE "Weird ""name"; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public."Weird ""name" TO writer;


--
-- Name: TABLE base; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.base TO writer;


--
-- Name: FUNCTION given_back(a public.zmood[], b public."Weird ""name"); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.given_back(a public.zmood[], b public."Weird ""name") FROM PUBLIC;


--
-- Name: FUNCTION many_out(a integer, INOUT b text, OUT c numeric, OUT d integer[]); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.many_out(a integer, INOUT b text, OUT c numeric, OUT d integer[]) FROM PUBLIC;


--
-- Name: TABLE parents; Type: ACL; Schema: a b; Owner: isochron
--

GRANT SELECT ON TABLE "a b".parents TO reader WITH GRANT OPTION;
GRANT ALL ON TABLE "a b".parents TO writer;


--
-- Name: COLUMN parents.name; Type: ACL; Schema: a b; Owner: isochron
--

GRANT UPDATE(name) ON TABLE "a b".parents TO reader WITH GRANT OPTION;


--
-- Name: FUNCTION rowfn(p "a b".parents); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.rowfn(p "a b".parents) FROM PUBLIC;


--
-- Name: FUNCTION seq_of(n integer); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.seq_of(n integer) FROM PUBLIC;


--
-- Name: FUNCTION stamp(); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.stamp() FROM PUBLIC;


--
-- Name: FUNCTION zadd(numeric, integer); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.zadd(numeric, integer) FROM PUBLIC;


--
-- Name: FUNCTION znear(integer, integer); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.znear(integer, integer) FROM PUBLIC;


--
-- Name: FUNCTION together(anycompatible); Type: ACL; Schema: a b; Owner: isochron
--

REVOKE ALL ON FUNCTION "a b".together(anycompatible) FROM PUBLIC;


--
-- Name: FUNCTION agg_full(numeric, text); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.agg_full(numeric, text) FROM PUBLIC;


--
-- Name: FUNCTION every_one(); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.every_one() FROM PUBLIC;


--
-- Name: FUNCTION ztotal(integer); Type: ACL; Schema: public; Owner: isochron
--

REVOKE ALL ON FUNCTION public.ztotal(integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ztotal(integer) TO reader;


--
-- Name: TABLE p_list; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.p_list TO writer;


--
-- Name: TABLE p_list_rest; Type: ACL; Schema: other; Owner: isochron
--

GRANT SELECT ON TABLE other.p_list_rest TO reader;
GRANT INSERT,TRIGGER ON TABLE other.p_list_rest TO writer;


--
-- Name: TABLE ztyped_part; Type: ACL; Schema: other; Owner: isochron
--

GRANT SELECT ON TABLE other.ztyped_part TO reader;
GRANT INSERT,TRIGGER ON TABLE other.ztyped_part TO writer;


--
-- Name: TABLE kept; Type: ACL; Schema: public; Owner: isochron
--

GRANT SELECT ON TABLE public.kept TO reader;


--
-- Name: TABLE always; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.always TO writer;


--
-- Name: SEQUENCE counter; Type: ACL; Schema: public; Owner: isochron
--

GRANT SELECT,USAGE ON SEQUENCE public.counter TO writer;


--
-- Name: TABLE defaults; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.defaults TO writer;


--
-- Name: TABLE every_type; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.every_type TO writer;


--
-- Name: TABLE excl; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.excl TO writer;


--
-- Name: TABLE mixin; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.mixin TO writer;


--
-- Name: TABLE heir; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.heir TO writer;


--
-- Name: TABLE heir2; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.heir2 TO writer;


--
-- Name: TABLE heir3; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.heir3 TO writer;


--
-- Name: TABLE late_key; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.late_key TO writer;


--
-- Name: TABLE listed; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.listed TO writer;


--
-- Name: TABLE methods; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.methods TO writer;


--
-- Name: TABLE mv_opts; Type: ACL; Schema: public; Owner: owner_of_some
--

GRANT INSERT,TRIGGER ON TABLE public.mv_opts TO writer;


--
-- Name: TABLE no_columns; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.no_columns TO writer;


--
-- Name: TABLE nums; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.nums TO writer;


--
-- Name: TABLE only_dropped; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.only_dropped TO writer;


--
-- Name: TABLE p_list_a; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.p_list_a TO writer;


--
-- Name: TABLE p_list_c; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.p_list_c TO writer;


--
-- Name: TABLE p_range; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.p_range TO writer;


--
-- Name: TABLE p_range_1; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.p_range_1 TO writer;


--
-- Name: TABLE p_range_2; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.p_range_2 TO writer;


--
-- Name: TABLE refers_part; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.refers_part TO writer;


--
-- Name: TABLE text_kept; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.text_kept TO writer;


--
-- Name: TABLE unlogged; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.unlogged TO writer;


--
-- Name: TABLE v_check; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.v_check TO writer;


--
-- Name: TABLE v_cycle; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.v_cycle TO writer;


--
-- Name: TABLE v_func; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.v_func TO writer;


--
-- Name: TABLE v_group; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.v_group TO writer;


--
-- Name: TABLE v_local; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.v_local TO writer;


--
-- Name: TABLE v_many; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.v_many TO writer;


--
-- Name: TABLE v_named; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.v_named TO writer;


--
-- Name: TABLE v_named_left; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.v_named_left TO writer;


--
-- Name: TABLE v_values; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.v_values TO writer;


--
-- Name: TABLE v_on_view; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.v_on_view TO writer;


--
-- Name: TABLE v_row; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.v_row TO writer;


--
-- Name: TABLE v_sorted; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.v_sorted TO writer;


--
-- Name: TABLE v_union; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.v_union TO writer;


--
-- Name: TABLE zcasted; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.zcasted TO writer;


--
-- Name: TABLE zcasts; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.zcasts TO writer;


--
-- Name: TABLE ztyped; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.ztyped TO writer;


--
-- Name: TABLE ztyped_1; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.ztyped_1 TO writer;


--
-- Name: TABLE ztyped_plain; Type: ACL; Schema: public; Owner: isochron
--

GRANT INSERT,TRIGGER ON TABLE public.ztyped_plain TO writer;


--
-- Name: LARGE OBJECT 12345; Type: ACL; Schema: -; Owner: isochron
--

GRANT SELECT ON LARGE OBJECT 12345 TO reader;


--
-- Name: DEFAULT PRIVILEGES FOR SEQUENCES; Type: DEFAULT ACL; Schema: other; Owner: owner_of_some
--

ALTER DEFAULT PRIVILEGES FOR ROLE owner_of_some IN SCHEMA other GRANT USAGE ON SEQUENCES  TO writer WITH GRANT OPTION;


--
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: other; Owner: isochron
--

ALTER DEFAULT PRIVILEGES FOR ROLE isochron IN SCHEMA other GRANT SELECT ON TABLES  TO reader;


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
-- Name: kept; Type: MATERIALIZED VIEW DATA; Schema: public; Owner: isochron
--

REFRESH MATERIALIZED VIEW public.kept;


--
-- PostgreSQL database dump complete
--



