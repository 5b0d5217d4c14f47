-- How the questions of an answered questionnaire are called.
create view questionnaires.report_question with (security_invoker) as
    select r.dealer_id, r.id as response_id, q.key as question_key, q.short_zh, q.short_en
      from questionnaires.response r
      join questionnaires.question q on q.dealer_id = r.dealer_id and q.questionnaire_id = r.questionnaire_id;
-- And in each version, for rows that were frozen without their questionnaire.
create view questionnaires.report_item with (security_invoker) as
    select q.dealer_id, n.version, q.key as question_key, q.short_zh, q.short_en
      from questionnaires.questionnaire n
      join questionnaires.question q on q.dealer_id = n.dealer_id and q.questionnaire_id = n.id;
grant select on questionnaires.report_question, questionnaires.report_item to opendcrc_app;
