-- By which version of which questionnaire a response was asked.
create view questionnaires.report_asked with (security_invoker) as
    select r.dealer_id, r.id as response_id, n.code, n.variant, n.version, n.name_zh, n.name_en
      from questionnaires.response r
      join questionnaires.questionnaire n on n.dealer_id = r.dealer_id and n.id = r.questionnaire_id;
grant select on questionnaires.report_asked to opendcrc_app;
